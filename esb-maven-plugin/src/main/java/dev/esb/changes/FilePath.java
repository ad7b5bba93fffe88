package dev.esb.changes;

import dev.esb.EsbException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Paths below a directory, as texts with {@code /} between their names; that of the directory itself is empty. */
final class FilePath {
    private FilePath() {}

    /** That of the directory which has it. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The second one from the first. */
    static String join(String path, String below) {
        return path.isEmpty() || below.isEmpty() ? path + below : path + "/" + below;
    }

    static String child(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** Whether it is the other one, or below it. */
    static boolean isIn(String path, String other) {
        return other.isEmpty() || path.equals(other) || path.startsWith(other + "/");
    }

    /**
     * The path of an entry of an archive, from the directory of which the archive is.
     *
     * @param name the entry's name. It begins with that of the directory; of one at which a volume is mounted, Podman leaves the name out, and the slash
     *     after it stays. What made the archive is not trusted
     * @throws EsbException when it leads elsewhere
     */
    static String ofEntry(String name) {
        List<String> names = Arrays.asList(name.split("/", -1));
        List<String> below = names.subList(1, names.size());
        boolean isElsewhere =
                below.contains("") || !Collections.disjoint(names, List.of(".", "..")) || name.indexOf('\0') >= 0;
        if (isElsewhere) {
            throw new EsbException(
                    "The engine names a file '%s', which is none in the directory that was asked for.".formatted(name));
        }
        return String.join("/", below);
    }

    /**
     * The path on this machine, also where the locale of this process does not know its letters.
     *
     * @throws EsbException when no file of this machine can have the name
     */
    static Path in(Path directory, String path) {
        try {
            return path.isEmpty() ? directory : directory.resolve(path);
        } catch (InvalidPathException e) {
            return byBytes(directory, path);
        }
    }

    private static Path byBytes(Path directory, String path) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            escaped.append(each == '/' ? "/" : "%%%02X".formatted(each & 0xff));
        }
        String above = directory.toUri().toString();
        try {
            return Path.of(URI.create(above + (above.endsWith("/") ? "" : "/") + escaped));
        } catch (IllegalArgumentException e) {
            throw new EsbException("No file of this machine can have the name '%s'.".formatted(path), e);
        }
    }

    /**
     * Where a link leads, for a file system of this machine.
     *
     * @throws EsbException when no link of this machine can lead there
     */
    static Path link(Path of, String link) {
        try {
            return of.getFileSystem().getPath(link);
        } catch (InvalidPathException e) {
            throw new EsbException("No link of this machine can lead to '%s'.".formatted(link), e);
        }
    }

    /** The last name of a path of this machine. */
    static String name(Path path) {
        String raw = path.toUri().getRawPath().replaceFirst("/$", "");
        String escaped = raw.substring(raw.lastIndexOf('/') + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
