package dev.esb.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.esb.parameter.MatrixEnvironment;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;

/**
 * A call of a goal without a Maven: its parameters have the defaults of the plugin's descriptor, and the values that a test sets, as Maven
 * would read them from a pom.
 */
final class GoalCall {
    private static final PluginDescriptor PLUGIN = readDescriptor();

    final List<String> infos = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    /** Each {@code docker} command is one. */
    final List<String> debugLines = new ArrayList<>();

    private final MojoDescriptor goal;
    private final AbstractMojo mojo;
    private final MojoExecution execution;
    private Map<Object, Object> context = new HashMap<>();

    /** @param directory the module's, in which {@code esb.home} is as well */
    GoalCall(String goal, Path directory, MavenSession session, MavenProject project) throws Exception {
        this.goal = PLUGIN.getMojo(goal);
        this.mojo = (AbstractMojo)
                Class.forName(this.goal.getImplementation()).getConstructor().newInstance();
        this.execution = new MojoExecution(this.goal);
        for (Parameter parameter : parameters(goal)) {
            set(parameter.getName(), parameter.getDefaultValue());
        }
        if (parameters(goal).stream().anyMatch(parameter -> parameter.getName().equals("home"))) {
            set("home", directory.resolve("home").toString());
        }
        put("session", session);
        put("project", project);
        put("mojoExecution", execution);
        put("baseDirectory", directory.toFile());
        put("variables", Map.of("PATH", System.getenv("PATH")));
        mojo.setLog(new RecordedLog());
    }

    static List<String> goals() {
        return PLUGIN.getMojos().stream()
                .map(MojoDescriptor::getGoal)
                .filter(name -> !name.equals("help"))
                .toList();
    }

    /** Those that a user can set. */
    static List<Parameter> parameters(String goal) {
        return PLUGIN.getMojo(goal).getParameters().stream()
                .filter(Parameter::isEditable)
                .toList();
    }

    GoalCall boundTo(String phase) {
        execution.setLifecyclePhase(phase);
        return this;
    }

    /** After another goal in the same module. */
    GoalCall after(GoalCall other) {
        context = other.context;
        return this;
    }

    GoalCall with(String parameter, String value) {
        try {
            set(parameter, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** For a parameter that only a pom can have. */
    GoalCall with(String parameter, List<?> value) {
        try {
            put(parameter, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    void run() throws Exception {
        mojo.setPluginContext(context);
        mojo.execute();
    }

    private void set(String name, String value) throws ReflectiveOperationException {
        Class<?> type = field(name).getType();
        if (type.equals(List.class)) {
            boolean isMatrix = field(name).getGenericType().getTypeName().contains("MatrixEnvironment");
            // As Maven splits it: an entry that is empty is null.
            List<?> entries = value == null
                    ? List.of()
                    : Arrays.stream(value.split(",", -1))
                            .map(entry -> entry.isEmpty() ? null : isMatrix ? named(entry) : entry)
                            .toList();
            put(name, entries);
        } else if (type.equals(String.class)) {
            put(name, value);
        }
    }

    private static MatrixEnvironment named(String name) {
        MatrixEnvironment environment = new MatrixEnvironment();
        environment.set(name);
        return environment;
    }

    private void put(String name, Object value) throws ReflectiveOperationException {
        Field field = field(name);
        field.setAccessible(true);
        field.set(mojo, value);
    }

    private Field field(String name) throws NoSuchFieldException {
        for (Class<?> type = mojo.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(goal.getGoal() + " " + name);
    }

    private static PluginDescriptor readDescriptor() {
        try (Reader reader =
                new InputStreamReader(GoalCall.class.getResourceAsStream("/META-INF/maven/plugin.xml"), UTF_8)) {
            return new PluginDescriptorBuilder().build(reader);
        } catch (Exception e) {
            throw new IllegalStateException("The plugin's descriptor, which 'mvn process-classes' makes", e);
        }
    }

    private final class RecordedLog extends SystemStreamLog {
        @Override
        public void info(CharSequence line) {
            infos.add(line.toString());
        }

        @Override
        public void warn(CharSequence line) {
            warnings.add(line.toString());
        }

        @Override
        public void debug(CharSequence line) {
            debugLines.add(line.toString());
        }

        @Override
        public void debug(Throwable error) {
            debugLines.add(error.toString());
        }
    }
}
