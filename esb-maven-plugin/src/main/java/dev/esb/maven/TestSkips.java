package dev.esb.maven;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.project.MavenProject;

/** Finds out whether users make a module skip its integration tests. It needs no environment then. */
final class TestSkips {
    /** From 3.6.0 on, Failsafe runs its tests in spite of this property: https://github.com/apache/maven-surefire/pull/3371. */
    private static final String OF_UNIT_TESTS = "skipTests";

    private static final List<String> PROPERTIES = List.of("skipITs", OF_UNIT_TESTS, "maven.test.skip");
    private static final List<String> PARAMETERS = List.of("skipITs", "skipTests", "skip");

    private TestSkips() {}

    /**
     * What skips the tests, a property or a parameter of Failsafe; empty if nothing does. As for Maven's own plugins, {@code -DskipITs} without
     * a value counts as true.
     */
    static String reason(Properties commandLine, MavenProject project) {
        Optional<Failsafe> failsafe = Failsafe.of(project);
        for (String property : PROPERTIES) {
            String value =
                    commandLine.getProperty(property, project.getProperties().getProperty(property));
            boolean isHeeded = !property.equals(OF_UNIT_TESTS)
                    || failsafe.filter(plugin -> plugin.isAtLeast("3.6.0")).isEmpty();
            if (isHeeded && value != null && !value.equals("false")) {
                return property;
            }
        }
        return PARAMETERS.stream()
                .filter(parameter -> failsafe.filter(plugin -> plugin.isSetInAllExecutions(parameter))
                        .isPresent())
                .map(parameter -> parameter + " of Failsafe")
                .findFirst()
                .orElse("");
    }
}
