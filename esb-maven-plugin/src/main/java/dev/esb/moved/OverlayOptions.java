package dev.esb.moved;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The options of a mount that lays one directory over another (<a href="https://docs.kernel.org/filesystems/overlayfs.html">overlayfs</a>).
 *
 * @param lower the directory that is seen
 * @param upper the directory that gets what is written
 * @param work an empty directory on the same file system as that
 */
record OverlayOptions(String lower, String upper, String work) {
    /** The kernel takes the options in one page of memory, with a zero at the end. */
    private static final int MOST_BYTES = 4095;

    /**
     * How the kernel is to note what it does with names, owners and directories.
     *
     * @param text the options
     */
    enum Notes {
        /** A directory can be renamed, as in any other file system; nothing is left in the directory below of which only a part is copied up. */
        FOR_ALL("redirect_dir=on,metacopy=off,index=off"),
        /** On a rootless engine, which may use no other attributes. */
        FOR_USERS("userxattr");

        private final String text;

        Notes(String text) {
            this.text = text;
        }
    }

    /** Why these options cannot be given; empty where they can. */
    Optional<String> problem() {
        if (text(Notes.FOR_ALL).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("its path is too long for the options of a mount");
        }
        // The engine takes a word between commas for an option of its own, as "ro" in "a,ro,b", whatever stands before
        // the comma.
        boolean hasWord = Arrays.stream(lower.split(",", -1)).skip(1).anyMatch(part -> part.matches("[a-z]+"));
        return hasWord
                ? Optional.of("after a comma in its path is a word that can be an option of a mount")
                : Optional.empty();
    }

    String text(Notes notes) {
        return "lowerdir=%s,upperdir=%s,workdir=%s,%s"
                .formatted(escaped(lower), escaped(upper), escaped(work), notes.text);
    }

    private static String escaped(String path) {
        return path.replaceAll("[\\\\:,]", "\\\\$0");
    }
}
