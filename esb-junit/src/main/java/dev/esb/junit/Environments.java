package dev.esb.junit;

import dev.esb.junit.Tool.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;

/** The environments of one run of tests in one module: found once, or brought up, and shared by all classes but those with environments of their own. */
final class Environments implements AutoCloseable {
    /** How long what is brought up for tests stays for the next run: a working day. What the pom says of {@code ttl} comes first. */
    private static final String WARM_SECONDS = "28800";

    /** For another process that brings up the same one, such as a second run that begins at the same time. */
    private static final String PATIENCE_SECONDS = "600";

    /** The longest name of an environment. */
    private static final int NAME_LENGTH = 40;

    /** The name of the environment that the build has handed to this module. {@code esb.env} alone can be from a command line, which Surefire hands to all modules. */
    private static final String OF_BUILD = "esb.name";

    private final Path module;
    private final Properties handed;
    private final Map<String, Environment> shared = new ConcurrentHashMap<>();
    private final Map<String, StampedLock> locks = new ConcurrentHashMap<>();
    private Tool tool;

    /** @param handed the system properties, in which a build says which environment it has */
    Environments(Path module, Properties handed) {
        this.module = module;
        this.handed = handed;
    }

    /**
     * The environment of the run.
     *
     * @param stack empty for the only one
     * @throws EnvironmentException when there is none, and none can be brought up
     */
    Environment shared(String stack) {
        Environment known = shared.get(stack);
        if (known != null) {
            return known;
        }
        synchronized (shared) {
            return shared.computeIfAbsent(stack, this::find);
        }
    }

    private Environment find(String stack) {
        return isOfBuild() ? ofBuild(handed.getProperty(OF_BUILD), stack) : ofModule(stack);
    }

    private boolean isOfBuild() {
        return handed.containsKey("esb.project") && handed.containsKey(OF_BUILD);
    }

    /** The properties are those of one stack: where a module has several, those of another one are not in them. */
    private Environment ofBuild(String env, String stack) {
        String project = "esb-" + env;
        String own =
                handed.getProperty("esb.project").substring(project.length()).replaceFirst("^-", "");
        boolean isHanded = stack.isEmpty() || stack.equals(own);
        Map<String, String> properties = new HashMap<>();
        if (isHanded) {
            handed.stringPropertyNames().stream()
                    .filter(name -> name.startsWith("esb."))
                    .forEach(name -> properties.put(name, handed.getProperty(name)));
            properties.put("esb.env", env);
        }
        return new Environment(env, isHanded ? own : stack, this::calls, properties, null);
    }

    /** The one that is up, and alive; else it is brought up, and stays for the next run. */
    private Environment ofModule(String stack) {
        Description found = around(stack);
        if (!found.isReady()) {
            // Maven keeps an automatic name when the branch changes, if it makes the name itself.
            boolean isNamed = named() != null || !found.isAutomatic();
            bringUp(found, stack, found.env(), isNamed ? List.of("--env=" + found.env()) : List.of());
            found = calls().describe(found.env(), found.stack());
        }
        return new Environment(found.env(), found.stack(), this::calls, Map.of(), found);
    }

    /** What there is of it. The command line of a Maven build names it for modules whose pom brings one up; others have the same property, and are not meant. */
    private Description around(String stack) {
        Description named = calls().describe(named(), given(stack));
        boolean isMeant = named() == null || named.isBound() || !handed.containsKey("basedir");
        return isMeant ? named : calls().describe(null, given(stack));
    }

    /** Null for that of the pom. */
    private String named() {
        return handed.getProperty("esb.env");
    }

    private static String given(String stack) {
        return stack.isEmpty() ? null : stack;
    }

    /**
     * Brings up an environment for one class, which ends with {@link #release}, or with this process.
     *
     * @param stack empty for the only one
     */
    Environment ofClass(Class<?> test, String stack) {
        Description around = isOfBuild()
                ? calls().describe(shared(stack).name(), shared(stack).stack())
                : around(stack);
        String name = name(around.env(), test);
        bringUp(around, stack, name, List.of("--env=" + name, "--snapshot=true"));
        Environment environment = new Environment(name, around.stack(), this::calls, Map.of(), null);
        try {
            calls().run("own", name, around.stack(), List.of());
        } catch (EnvironmentException e) {
            release(environment);
            throw e;
        }
        return environment;
    }

    /** Another one for each process: the same class may run in two at once. */
    private static String name(String base, Class<?> test) {
        String digits = "%08x"
                .formatted((test.getName() + ProcessHandle.current().pid() + System.nanoTime()).hashCode())
                .substring(0, 6);
        String readable = test.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String name = base + "-" + readable;
        return name.substring(0, Math.min(name.length(), NAME_LENGTH - 1 - digits.length())) + "-" + digits;
    }

    /** Takes the environment of a class down. */
    void release(Environment environment) {
        calls().run("release", environment.name(), environment.stack(), List.of());
    }

    /** By Maven, with what the module's pom says, as a person does it. */
    private void bringUp(Description found, String stack, String name, List<String> options) {
        if (!found.isBound() && Files.isRegularFile(module.resolve("pom.xml"))) {
            throw new EnvironmentException(
                    "The environment '%s' is not up, and the pom of '%s' does not bring it up: it has no execution of the goal 'up' of esb-maven-plugin. Add one, or bring the environment up before: mvn esb:up -Desb.env=%s"
                            .formatted(name, module, name));
        }
        List<String> words = new ArrayList<>(List.of("up", "--ttl=" + WARM_SECONDS, "--lock-wait=" + PATIENCE_SECONDS));
        if (!stack.isEmpty()) {
            words.add("--stack=" + stack);
        }
        if (!calls().home().isEmpty()) {
            words.add("--home=" + calls().home());
        }
        words.addAll(options);
        Answer answer = calls().tool().call(words, System.out::println);
        if (answer.exitCode() != 0) {
            throw new EnvironmentException("The environment '%s' did not come up:%n%s"
                    .formatted(name, String.join(System.lineSeparator(), errors(answer.messages()))));
        }
    }

    /** Without what Maven says below each error about itself. */
    private static List<String> errors(List<String> messages) {
        List<String> errors = messages.stream()
                .filter(line -> !line.startsWith("[INFO]") && !line.startsWith("[WARNING]"))
                .takeWhile(line -> !line.startsWith("[ERROR] -> [Help") && !line.equals("[ERROR] "))
                .toList();
        return errors.isEmpty() ? messages : errors;
    }

    /** Held for writing while a test has an environment for itself, and for reading by all others. */
    StampedLock lock(Environment environment) {
        return locks.computeIfAbsent(environment.project(), project -> new StampedLock());
    }

    private synchronized Calls calls() {
        if (tool == null) {
            tool = ToolProcess.start(module);
        }
        return new Calls(tool, handed.getProperty("esb.home", ""));
    }

    @Override
    public synchronized void close() {
        if (tool != null) {
            tool.close();
        }
    }
}
