package dev.esb.parameter;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * What the outer build of a matrix hands to the builds of its environments as user properties. They come before what the pom of a module has,
 * which for other properties comes first: they are of the one environment.
 */
public final class CellValues {
    static final String PREFIX = "esb.matrix.";

    private CellValues() {}

    /**
     * A parameter that is a list.
     *
     * @param userProperties of the session
     * @param name of the parameter, such as {@code files}
     * @param configured what the parameter has otherwise
     */
    public static List<String> list(Properties userProperties, String name, List<String> configured) {
        String value = userProperties.getProperty(PREFIX + name);
        return value == null ? configured : Arrays.asList(value.split(",", -1));
    }
}
