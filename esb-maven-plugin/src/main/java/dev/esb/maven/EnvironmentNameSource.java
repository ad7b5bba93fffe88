package dev.esb.maven;

import dev.esb.environment.EnvironmentName;
import java.util.Map;
import java.util.Properties;

/** Where the environment's name comes from. */
final class EnvironmentNameSource {
    private static final String PROPERTY = "esb.env";
    private static final String VARIABLE = "ESB_ENV";

    private EnvironmentNameSource() {}

    /**
     * The command line, else the variable, else the pom, else {@code default}. Maven by itself would put a value in the pom before
     * the command line.
     *
     * @param configured the value in the pom, or null
     */
    static String choose(Properties commandLine, Map<String, String> processEnvironment, String configured) {
        String property = commandLine.getProperty(PROPERTY);
        if (property != null) {
            return property;
        }
        String variable = processEnvironment.get(VARIABLE);
        if (variable != null && !variable.isEmpty()) {
            return variable;
        }
        return configured == null ? EnvironmentName.DEFAULT : configured;
    }
}
