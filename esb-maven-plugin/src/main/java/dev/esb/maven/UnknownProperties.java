package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.NearestName;
import dev.esb.parameter.ComposeVariables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
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

    private static final List<String> FAMILIES =
            List.of(ComposeVariables.PREFIX, "esb.port.", "esb.certs.", "esb.axes.", "esb.matrix.");

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
        List<String> unknown = new ArrayList<>();
        for (String name : session.getUserProperties().stringPropertyNames()) {
            boolean isOfPom = project != null && project.getProperties().containsKey(name);
            if (name.startsWith(PREFIX) && !known.contains(name) && !isOfPom && !isOfFamily(name)) {
                unknown.add(name);
            }
        }
        Collections.sort(unknown);
        return new UnknownProperties(session.getRequest(), unknown, known);
    }

    private static boolean isOfFamily(String name) {
        for (String family : FAMILIES) {
            if (name.startsWith(family)) {
                return true;
            }
        }
        return false;
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

    /** From the plugin's descriptor, which Maven has read already. Without streams, which take longer in a JVM that is new. */
    private static Set<String> known(PluginDescriptor plugin) {
        Set<String> known = new HashSet<>(RESULTS);
        for (MojoDescriptor goal : plugin.getMojos()) {
            for (Parameter parameter : goal.getParameters()) {
                String expression = parameter.getExpression();
                if (expression != null && expression.startsWith("${" + PREFIX)) {
                    known.add(expression.substring(2, expression.length() - 1));
                }
            }
        }
        return known;
    }
}
