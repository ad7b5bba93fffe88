package dev.esb.goal;

import dev.esb.EsbException;
import dev.esb.checkout.AutomaticName;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentName;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/** Chooses the names of the environment and of the stack. Maven itself would choose the pom's value over the command line. */
public final class EnvironmentKeySource {
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
     * @param automatic the name that {@code auto} stands for
     * @throws EsbException when one of the names is not legal
     */
    public static EnvironmentKey choose(
            Properties commandLine,
            Map<String, String> processEnvironment,
            String env,
            String stack,
            Supplier<EnvironmentName> automatic) {
        Given given = given(commandLine, processEnvironment, env);
        return EnvironmentKey.of(
                given.isAutomatic() ? automatic.get() : given.name(), commandLine.getProperty(STACK, stack));
    }

    /** Whether the name is {@code auto}; the parameters are those of {@link #choose}. */
    public static boolean isAutomatic(Properties commandLine, Map<String, String> processEnvironment, String env) {
        return given(commandLine, processEnvironment, env).isAutomatic();
    }

    private static Given given(Properties commandLine, Map<String, String> processEnvironment, String configured) {
        String property = commandLine.getProperty(ENV);
        if (property != null) {
            return new Given("", property);
        }
        String variable = processEnvironment.get(VARIABLE);
        if (variable != null && !variable.isEmpty()) {
            return new Given(VARIABLE, variable);
        }
        return new Given("", configured == null ? EnvironmentName.DEFAULT : configured);
    }

    /** @param variable the variable of the process that has the text; empty for the parameter */
    private record Given(String variable, String text) {
        boolean isAutomatic() {
            return text.equalsIgnoreCase(AutomaticName.AUTO);
        }

        EnvironmentName name() {
            return variable.isEmpty() ? EnvironmentName.of(text) : EnvironmentName.ofVariable(variable, text);
        }
    }
}
