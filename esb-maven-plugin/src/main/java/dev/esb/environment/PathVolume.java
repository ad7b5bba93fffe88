package dev.esb.environment;

import dev.esb.Hash;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A volume that an environment has in place of a path of the host. Its name follows from the path, so that an environment that is brought
 * up again finds the volumes that it has.
 *
 * @param path the absolute and normalized path
 * @param isFile true for a file, which is in the volume under its own name; false for a directory, which is the whole volume
 * @param copy present for a copy of what is at the path on this machine: a text that stands for what was copied, so that another content is
 *     another volume; empty text for a copy that containers change
 * @param isOverlay whether it shows the directory as it is, and keeps apart what containers write
 *     (<a href="https://docs.kernel.org/filesystems/overlayfs.html">overlayfs</a>)
 */
public record PathVolume(Path path, boolean isFile, Optional<String> copy, boolean isOverlay) {
    /** How many hexadecimal digits of the path's SHA-256 make the name unique. */
    private static final int DIGITS = 10;

    private static final int LONGEST_NAME = 40;
    private static final String FILE = "file-";
    private static final String DIRECTORY = "path-";

    /** A volume in place of run-time data. */
    public PathVolume(Path path, boolean isFile) {
        this(path, isFile, Optional.empty(), false);
    }

    /** The volume that is laid over a directory. */
    public PathVolume asOverlay() {
        return new PathVolume(path, false, Optional.empty(), true);
    }

    /** The volume of a copy that containers can change. */
    public PathVolume asCopy() {
        return new PathVolume(path, isFile, Optional.of(""), false);
    }

    /** The volume of a copy that containers only read. */
    public PathVolume asCopy(String digest) {
        return new PathVolume(path, isFile, Optional.of(digest), false);
    }

    /** Whether the volume with this name has a single file. */
    public static boolean isOfFile(String name, String project) {
        return name.startsWith(project + "_" + FILE);
    }

    /** The key of the volume in the rendered file, such as {@code path-data-5f3a09c1d2}: the last name of the path, and a hash of all of it. */
    public String key() {
        Path last = path.getFileName();
        String name = last == null ? "root" : text(last).replaceAll("[^A-Za-z0-9_.-]", "-");
        return (isFile ? FILE : DIRECTORY)
                + name.substring(0, Math.min(name.length(), LONGEST_NAME))
                + "-"
                + hash().substring(0, DIGITS);
    }

    /** The name of the volume on the engine. */
    public String name(String project) {
        return project + "_" + key();
    }

    private String hash() {
        return Hash.of(identity());
    }

    private String identity() {
        if (isOverlay) {
            return text(path) + "\0overlay";
        }
        return copy.map(content -> text(path) + "\0copy " + content).orElseGet(() -> text(path));
    }

    /** On Windows, where case makes no difference, {@code c:\data} is {@code C:\Data}. */
    private static String text(Path path) {
        return WindowsNames.areThoseOf(path) ? path.toString().toLowerCase(Locale.ROOT) : path.toString();
    }
}
