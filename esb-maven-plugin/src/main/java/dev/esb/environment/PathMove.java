package dev.esb.environment;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the host that the environment replaces with a place of its own.
 *
 * @param written the absolute and normalized path in the model
 * @param isFile true for a file, of which the place begins with a copy; false for a directory, which begins empty unless there is a {@code copy}
 * @param place what containers see instead
 * @param isKept whether the environment has the place already, with what its containers have written there
 * @param copy what is copied there because the engine does not see this machine's files
 */
public record PathMove(Path written, boolean isFile, PathPlace place, boolean isKept, Optional<PathCopy> copy) {
    private static final Pattern CONVERTED = Pattern.compile("/([A-Za-z])/(.*)");

    /** Of an engine that sees the path, or of a path that is not there. */
    public PathMove(Path written, boolean isFile, PathPlace place, boolean isKept) {
        this(written, isFile, place, isKept, Optional.empty());
    }

    /**
     * The path that a model means on a file system. Compose writes {@code $} as {@code $$}; and with {@code COMPOSE_CONVERT_WINDOWS_PATHS}, Compose writes {@code C:\x} as {@code /c/x}.
     */
    public static Path pathIn(String model, FileSystem files) {
        String text = textIn(model);
        return (files.getSeparator().equals("\\") ? ofWindows(text, files) : files.getPath(text))
                .toAbsolutePath()
                .normalize();
    }

    private static Path ofWindows(String text, FileSystem files) {
        Matcher converted = CONVERTED.matcher(text);
        if (converted.matches()) {
            return files.getPath(converted.group(1) + ":\\", converted.group(2));
        }
        // As Windows reads it, on the drive of this process: a path that is meant for the engine's machine.
        boolean isWithoutDrive = text.startsWith("/") && !text.startsWith("//");
        return isWithoutDrive
                ? files.getPath("").toAbsolutePath().getRoot().resolve(text.substring(1))
                : files.getPath(text);
    }

    /** The text that a model means. */
    public static String textIn(String model) {
        return model.replace("$$", "$");
    }

    /** The opposite of {@link #textIn}, for a text that goes into a model. */
    public static String inModel(String text) {
        return text.replace("$", "$$");
    }
}
