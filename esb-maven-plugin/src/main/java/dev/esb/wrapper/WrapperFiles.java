package dev.esb.wrapper;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes {@code esb}, {@code esb.cmd} and {@code .esb.properties} into a directory. */
public final class WrapperFiles {
    private static final List<String> SCRIPTS = List.of("esb", "esb.cmd");

    /** Is in both scripts, so that no other file of these names is overwritten. */
    private static final String MARK = "esb:wrapper";

    private WrapperFiles() {}

    /**
     * Writes them, also over those of another version.
     *
     * @return the names of those that have changed
     * @throws EsbException when there are other files of these names, or they cannot be written
     */
    public static List<String> write(Path directory, ProjectFile project) {
        SCRIPTS.forEach(script -> refuseForeign(directory.resolve(script)));
        List<String> written = new ArrayList<>();
        for (String script : SCRIPTS) {
            update(directory.resolve(script), resource(script), written);
        }
        makeExecutable(directory.resolve("esb"));
        update(directory.resolve(ProjectFile.NAME), project.text(), written);
        return written;
    }

    /** Writes {@code .esb.properties} alone, which is newer than the pom afterwards, also where it is the same as before. */
    public static void writeProject(Path directory, ProjectFile project) {
        Path file = directory.resolve(ProjectFile.NAME);
        try {
            Files.writeString(file, project.text());
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void refuseForeign(Path script) {
        if (Files.exists(script, LinkOption.NOFOLLOW_LINKS) && !isOwn(script)) {
            throw new EsbException(
                    "There is another '%s', which esb:wrapper has not written and leaves alone. Move it, or write the command into another directory: mvn esb:wrapper -Desb.directory=DIR"
                            .formatted(script));
        }
    }

    private static boolean isOwn(Path script) {
        try {
            return Files.isRegularFile(script) && Files.readString(script).contains(MARK);
        } catch (IOException e) {
            // Unreadable, or no text.
            return false;
        }
    }

    private static void update(Path file, String text, List<String> written) {
        try {
            if (!Files.isRegularFile(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
                written.add(file.getFileName().toString());
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void makeExecutable(Path script) {
        if (!script.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(script));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(script, permissions);
        } catch (IOException e) {
            throw unwritable(script, e);
        }
    }

    private static EsbException unwritable(Path file, IOException e) {
        return new EsbException("'%s' cannot be written: %s.".formatted(file, FileProblem.of(e, file)), e);
    }

    private static String resource(String name) {
        try (InputStream stream = WrapperFiles.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
