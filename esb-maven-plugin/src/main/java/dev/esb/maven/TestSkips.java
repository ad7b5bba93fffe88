package dev.esb.maven;

import java.util.List;
import java.util.Properties;

/** The ways to tell a build that it runs no integration tests, in which case it needs no environment. */
final class TestSkips {
    private static final List<String> PROPERTIES = List.of("skipITs", "skipTests", "maven.test.skip");

    private TestSkips() {}

    /** The property that says so; empty when none does. As in Maven, {@code -DskipTests} without a value counts. */
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
