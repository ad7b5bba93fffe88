package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A variable for Compose that has another value in each environment of a matrix. */
record MatrixAxis(String variable, List<String> values) {
    /** The beginning of the user property for each. */
    private static final String PREFIX = "esb.axes.";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * Those of the pom and the command line, which comes first, in the order of their names.
     *
     * @param commandLine the user properties
     * @param configured the parameter's value from the pom; null for none
     * @throws EsbException when no variable can have such a name, and when a value is empty
     */
    static List<MatrixAxis> read(Properties commandLine, Map<String, String> configured) {
        Map<String, String> texts = new TreeMap<>();
        if (configured != null) {
            texts.putAll(configured);
        }
        for (String property : commandLine.stringPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                texts.put(property.substring(PREFIX.length()), commandLine.getProperty(property));
            }
        }
        List<MatrixAxis> axes = new ArrayList<>();
        texts.forEach((variable, text) -> axes.add(of(variable, text == null ? "" : text)));
        return axes;
    }

    private static MatrixAxis of(String variable, String text) {
        if (!NAME.matcher(variable).matches()) {
            throw new UnusableValueException(
                    "name of an axis",
                    PREFIX + "NAME",
                    variable,
                    "a variable of letters, digits and '_', such as POSTGRES in -D" + PREFIX + "POSTGRES=15,16");
        }
        return new MatrixAxis(variable, Entries.read(PREFIX + variable, Arrays.asList(text.split(",", -1))));
    }

    /** The part of an environment's name that shows the value: {@code postgres-15-2} of {@code POSTGRES=15.2}. */
    String namePart(String value) {
        return (variable + "-" + value)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]+", "-")
                .replaceAll("-+$", "");
    }
}
