package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files and directories of the host as they are at one moment.
 *
 * @param found each path in them, with what tells whether it has changed
 */
record Snapshot(List<Path> paths, Map<Path, String> found) {

    static Snapshot of(Path... paths) throws IOException {
        return new Snapshot(List.of(paths), look(List.of(paths)));
    }

    /** Every name, owner, permission, time and byte is as it was. */
    void assertUnchanged() throws IOException {
        assertThat(look(paths)).as("what belongs to the author of the stack").isEqualTo(found);
    }

    private static Map<Path, String> look(List<Path> paths) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        for (Path path : paths) {
            try (Stream<Path> below = Files.walk(path)) {
                for (Path each : below.toList()) {
                    found.put(each, attributes(each) + content(each));
                }
            }
        }
        return found;
    }

    private static String attributes(Path path) throws IOException {
        return new TreeMap<>(Files.readAttributes(
                        path, "unix:mode,uid,gid,ino,nlink,lastModifiedTime", LinkOption.NOFOLLOW_LINKS))
                .toString();
    }

    private static String content(Path path) throws IOException {
        // Any bytes are a text in this.
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                ? " " + Files.readString(path, StandardCharsets.ISO_8859_1)
                : "";
    }
}
