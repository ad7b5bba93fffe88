package dev.esb.maven;

import dev.esb.environment.EnvironmentName;
import java.util.Map;
import java.util.Properties;

/** Chooses the environment's name. */
final class EnvironmentNameSource {
    private static final String PROPERTY = "esb.env";
    private static final String VARIABLE = "ESB_ENV";

    private EnvironmentNameSource() {}

    /**
     * The name on the command line, else in the variable {@code ESB_ENV}, else in the pom, else {@code default}. Maven itself would
     * choose the pom's value over the command line.
     *
     * @param commandLine the user properties
     * @param configured the parameter's value from the pom; null for none
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
