package dev.esb.environment;

import java.nio.file.Path;

/**
 * A path of the host that the environment replaces with a place of its own.
 *
 * @param written the absolute and normalized path in the model
 * @param isFile true for a file, of which the place begins with a copy; false for a directory, which begins empty
 * @param place what containers see instead
 * @param isKept whether the environment has the place already, with what its containers have written there
 */
public record PathMove(Path written, boolean isFile, PathPlace place, boolean isKept) {

    /** The path that a model means, in which Compose writes {@code $} as {@code $$}. */
    public static Path pathIn(String model) {
        return Path.of(textIn(model)).toAbsolutePath().normalize();
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
