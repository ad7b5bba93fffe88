package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Reads the variables for Compose that the user sets. */
public final class ComposeVariables {
    /** The beginning of the user property for each. */
    public static final String PREFIX = "esb.environment.";

    /** What a process can have. Compose passes on more names to containers than it can replace in a file. */
    private static final Pattern NAME = Pattern.compile("[^\\s=\\x00]+");

    private ComposeVariables() {}

    /**
     * Those of the pom and the command line, which comes first.
     *
     * @param commandLine the user properties
     * @param configured the parameter's value from the pom; null for none
     * @throws EsbException when no variable can have such a name
     */
    public static Map<String, String> read(Properties commandLine, Map<String, String> configured) {
        Map<String, String> variables = new HashMap<>();
        if (configured != null) {
            configured.forEach((name, value) -> variables.put(name, value == null ? "" : value));
        }
        for (String property : commandLine.stringPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                variables.put(property.substring(PREFIX.length()), commandLine.getProperty(property));
            }
        }
        for (String name : variables.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new UnusableValueException(
                        "name of a variable",
                        PREFIX + "NAME",
                        name,
                        "a text without blanks and '=', such as LOG_LEVEL in -D" + PREFIX + "LOG_LEVEL=debug");
            }
        }
        return variables;
    }
}
