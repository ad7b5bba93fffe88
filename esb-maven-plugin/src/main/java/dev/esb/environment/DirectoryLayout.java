package dev.esb.environment;

import dev.esb.EsbException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The directories that hold the directories of environments: in each of the three, every environment of a user has one of its own.
 *
 * @param home holds the files of environments, {@code ~/.esb}
 * @param sockets holds their sockets, {@code /var/run/esb}, {@code $XDG_RUNTIME_DIR/esb} or {@code ~/.esb/.run}
 * @param output holds the files that a build keeps, {@code target/esb}
 */
public record DirectoryLayout(Path home, Path sockets, Path output) {

    /**
     * The layout for the user that runs this process. Creates nothing.
     *
     * @param home the directory for the files of environments
     * @param buildDirectory the build's output directory, usually {@code target}
     * @param variables the environment variables of the process, for {@code XDG_RUNTIME_DIR}
     */
    public static DirectoryLayout of(Path home, Path buildDirectory, Map<String, String> variables) {
        String user = System.getProperty("user.name");
        boolean hasSystemDirectory = user.equals("root") && !WindowsNames.areThoseOf(home);
        Path sockets = hasSystemDirectory
                ? home.getFileSystem().getPath("/var/run/esb")
                : socketDirectory(home, variables, user);
        return new DirectoryLayout(home, sockets, buildDirectory.resolve("esb"));
    }

    /**
     * The directories of an environment. Creates nothing.
     *
     * @throws EsbException when Windows has no directory of such a name
     */
    public Directories of(EnvironmentKey key) {
        if (WindowsNames.areThoseOf(home) && WindowsNames.isDevice(key.directoryName())) {
            throw new EsbException(
                    "The environment '%s' can have no directory: on Windows, '%s' is the name of a device."
                            .formatted(key, key.directoryName()),
                    "Use another name: -Desb.env=%s-1".formatted(key.name()));
        }
        // All on one level, so that no environment's directory is inside another's.
        return named(key.directoryName());
    }

    /** The directories of an environment by their common name, such as {@code e2e-1} or {@code e2e-1@orders}. */
    public Directories named(String name) {
        return new Directories(home.resolve(name), sockets.resolve(name), output.resolve(name));
    }

    /**
     * For other users than root: one in {@code XDG_RUNTIME_DIR} (<a
     * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>); else one in {@code esb.home}.
     * Not one in {@code /tmp}: another user could make a directory of that name first.
     */
    static Path socketDirectory(Path home, Map<String, String> variables, String user) {
        String xdg = variables.getOrDefault("XDG_RUNTIME_DIR", "");
        // Short, because the path of a socket has at most 107 bytes (unix(7)), on macOS 103.
        return isOf(user, xdg, home.getFileSystem()) ? home.getFileSystem().getPath(xdg, "esb") : home.resolve(".run");
    }

    /** The variable can be that of another user, as after {@code su}, or of a session that has ended. */
    private static boolean isOf(String user, String directory, FileSystem files) {
        try {
            Path path = files.getPath(directory);
            return path.isAbsolute()
                    && Files.isDirectory(path)
                    && Files.isWritable(path)
                    && Files.getOwner(path).getName().equals(user);
        } catch (InvalidPathException | IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
