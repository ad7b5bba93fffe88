package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentName;
import java.util.Map;
import java.util.Properties;

/** Chooses the names of the environment and of the stack. Maven itself would choose the pom's value over the command line. */
final class EnvironmentKeySource {
    private static final String ENV = "esb.env";
    private static final String STACK = "esb.stack";
    private static final String VARIABLE = "ESB_ENV";

    private EnvironmentKeySource() {}

    /**
     * The environment's name on the command line, else in the variable {@code ESB_ENV}, else in the pom, else {@code default}; and the
     * stack's on the command line, else in the pom.
     *
     * @param commandLine the user properties
     * @param env the parameter's value from the pom; null for none
     * @param stack the parameter's value from the pom; null or empty for none
     * @throws EsbException when one of the names is not legal
     */
    static EnvironmentKey choose(
            Properties commandLine, Map<String, String> processEnvironment, String env, String stack) {
        return EnvironmentKey.of(name(commandLine, processEnvironment, env), commandLine.getProperty(STACK, stack));
    }

    private static EnvironmentName name(
            Properties commandLine, Map<String, String> processEnvironment, String configured) {
        String property = commandLine.getProperty(ENV);
        if (property != null) {
            return EnvironmentName.of(property);
        }
        String variable = processEnvironment.get(VARIABLE);
        if (variable != null && !variable.isEmpty()) {
            return EnvironmentName.ofVariable(VARIABLE, variable);
        }
        return EnvironmentName.of(configured == null ? EnvironmentName.DEFAULT : configured);
    }
}
