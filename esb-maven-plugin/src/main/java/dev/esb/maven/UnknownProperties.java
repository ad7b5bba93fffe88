package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.NearestName;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** Properties on the command line that look like this plugin's, and that none of its goals reads: most likely a typo. */
final class UnknownProperties {
    private static final String PREFIX = "esb.";

    /** What {@code up} hands to later plugins and tests, and what a build that such a plugin starts may be handed in turn. */
    private static final List<String> RESULTS = List.of("esb.project", "esb.slot", "esb.host");

    private static final String ENVIRONMENT = "esb.environment";

    private static final List<String> FAMILIES = List.of(ComposeVariables.PREFIX, "esb.port.", "esb.certs.");

    /** The builds that have been told, each once and not in every module. A Maven daemon runs many. */
    private static final Set<MavenExecutionRequest> TOLD =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final MavenExecutionRequest build;
    private final List<String> unknown;
    private final Set<String> known;

    private UnknownProperties(MavenExecutionRequest build, List<String> unknown, Set<String> known) {
        this.build = build;
        this.unknown = unknown;
        this.known = known;
    }

    /** @param project a property that its pom has is the pom's own, such as the version of this plugin */
    static UnknownProperties of(MojoExecution execution, MavenSession session, MavenProject project) {
        Set<String> known = known(execution.getMojoDescriptor().getPluginDescriptor());
        Properties ofPom = project == null ? new Properties() : project.getProperties();
        List<String> unknown = session.getUserProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !known.contains(name) && !ofPom.containsKey(name))
                .filter(name -> FAMILIES.stream().noneMatch(name::startsWith))
                .sorted()
                .toList();
        return new UnknownProperties(session.getRequest(), unknown, known);
    }

    /**
     * Warns, once in a build.
     *
     * @throws EsbException if there is one, and {@code isStrict}
     */
    void say(boolean isStrict, Log log) {
        if (unknown.isEmpty()) {
            return;
        }
        if (isStrict) {
            throw new EsbException(unknown.stream().map(this::message).collect(Collectors.joining(" ")));
        }
        if (TOLD.add(build)) {
            unknown.stream().map(this::message).forEach(log::warn);
        }
    }

    private String message(String name) {
        int end = name.indexOf('.', PREFIX.length());
        Set<String> candidates = new TreeSet<>(known);
        // Each variable has a property of its own.
        String variable = end < 0 ? "" : name.substring(end);
        candidates.add(ENVIRONMENT + variable);
        String advice = NearestName.of(name, candidates)
                .map(nearest ->
                        "Did you mean -D%s ?".formatted(nearest.equals(ENVIRONMENT) ? ENVIRONMENT + ".NAME" : nearest))
                .orElse("'mvn esb:help -Ddetail' lists those that there are.");
        return "No goal of this plugin knows the property '%s'. %s".formatted(name, advice);
    }

    /** From the plugin's descriptor, which Maven has read already. */
    private static Set<String> known(PluginDescriptor plugin) {
        Stream<String> parameters = plugin.getMojos().stream()
                .flatMap(mojo -> mojo.getParameters().stream())
                .map(Parameter::getExpression)
                .filter(expression -> expression != null && expression.startsWith("${" + PREFIX))
                .map(expression -> expression.substring(2, expression.length() - 1));
        return Stream.concat(parameters, RESULTS.stream()).collect(Collectors.toCollection(TreeSet::new));
    }
}
