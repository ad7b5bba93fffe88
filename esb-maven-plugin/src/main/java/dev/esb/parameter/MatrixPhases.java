package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the phases that each environment of a matrix runs. */
public final class MatrixPhases {
    private static final String PROPERTY = "esb.phases";

    /** Phases and goals; no option of Maven. */
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._@+-]*");

    private static final Pattern PUBLISHES = Pattern.compile("(.*[:-])?(install|deploy)([:-].*)?");

    private MatrixPhases() {}

    /** @throws EsbException when one is no phase, or publishes what only one of the environments may */
    public static List<String> read(List<String> given) {
        List<String> phases = Entries.read(PROPERTY, given);
        for (String phase : phases) {
            if (PUBLISHES.matcher(phase.toLowerCase(Locale.ROOT)).matches()) {
                throw new UnusableValueException(
                        "phase",
                        PROPERTY,
                        phase,
                        "one that publishes nothing, such as verify: each environment would publish the same artifact;"
                                + " publish it in a build of its own");
            }
            if (!LEGAL.matcher(phase).matches()) {
                throw new UnusableValueException(
                        "phase", PROPERTY, phase, "a phase such as verify; on the command line, commas separate them");
            }
        }
        if (phases.isEmpty()) {
            throw new UnusableValueException("list", PROPERTY, "", "one or more phases, such as verify");
        }
        return phases;
    }
}
