package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import dev.esb.environment.UsableDirectories;
import java.nio.file.Path;

/** Reads {@code esb.home}. */
public final class HomeParameter {
    private static final String PROPERTY = "esb.home";

    private HomeParameter() {}

    /**
     * The directory. Makes nothing.
     *
     * @param base a relative path is relative to it
     * @throws EsbException when it cannot be a directory
     */
    public static Path read(String text, Path base) {
        Path home = path(text, base);
        UsableDirectories.refuseFileAsHome(home);
        return home;
    }

    /**
     * As {@link #read}, and does not look what is there.
     *
     * @throws EsbException when it is no path
     */
    public static Path path(String text, Path base) {
        // A shell replaces "~" at the beginning of a word alone.
        if (text.isBlank() || text.equals("~") || text.startsWith("~/") || text.startsWith("~\\")) {
            throw new UnusableValueException(
                    "directory",
                    PROPERTY,
                    text,
                    "a path, such as -D" + PROPERTY + "=$HOME/.esb (no shell replaces '~' there)");
        }
        return base.resolve(Entries.path(PROPERTY, text)).toAbsolutePath().normalize();
    }
}
