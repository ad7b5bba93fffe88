package dev.esb.maven;

import java.util.List;
import java.util.Properties;

/** Properties with which users make a build skip its integration tests. Such a build needs no environment. */
final class TestSkips {
    private static final List<String> PROPERTIES = List.of("skipITs", "skipTests", "maven.test.skip");

    private TestSkips() {}

    /**
     * The property that skips the tests; empty if none does. As for Maven's own plugins, {@code -DskipTests} without a value counts as
     * true.
     */
    static String reason(Properties commandLine, Properties pom) {
        for (String property : PROPERTIES) {
            String value = commandLine.getProperty(property, pom.getProperty(property));
            if (value != null && !value.equals("false")) {
                return property;
            }
        }
        return "";
    }
}
