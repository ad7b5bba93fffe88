package dev.esb.maven;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Maven's Failsafe plugin, as a module's pom has it. */
record Failsafe(Plugin plugin) {

    /** Empty where the module does not use it. */
    static Optional<Failsafe> of(MavenProject project) {
        return Optional.ofNullable(project.getPlugin("org.apache.maven.plugins:maven-failsafe-plugin"))
                .map(Failsafe::new);
    }

    String version() {
        return plugin.getVersion();
    }

    /** Whether its version is this one or a later one; true where the version is not known, which Maven takes for the newest. */
    boolean isAtLeast(String version) {
        return plugin.getVersion() == null
                || new ComparableVersion(plugin.getVersion()).compareTo(new ComparableVersion(version)) >= 0;
    }

    /** The values that a parameter has in the configuration of the plugin and of its executions. */
    List<String> values(String parameter) {
        return Stream.concat(Stream.of(plugin), plugin.getExecutions().stream())
                .flatMap(container -> value(container, parameter).stream())
                .toList();
    }

    /** Whether each execution that runs tests has {@code true} for a parameter. Maven adds the plugin's configuration to theirs. */
    boolean isSetInAllExecutions(String parameter) {
        List<Boolean> set = plugin.getExecutions().stream()
                .filter(execution -> execution.getGoals().contains("integration-test"))
                .map(execution -> value(execution, parameter)
                        .filter("true"::equalsIgnoreCase)
                        .isPresent())
                .toList();
        return !set.isEmpty() && !set.contains(false);
    }

    private static Optional<String> value(ConfigurationContainer container, String parameter) {
        return container.getConfiguration() instanceof Xpp3Dom configuration
                ? Optional.ofNullable(configuration.getChild(parameter))
                        .map(Xpp3Dom::getValue)
                        .map(String::strip)
                : Optional.empty();
    }
}
