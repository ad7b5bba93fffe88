package dev.esb.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where file systems are mounted, as this process sees it (proc_pid_mountinfo(5)).
 *
 * @param paths the directories or files
 */
record MountPoints(List<Path> paths) {
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    /** Without any where the system does not tell, as on macOS and Windows. */
    static MountPoints ofThisProcess() {
        return read(Path.of("/proc/self/mountinfo"));
    }

    /** The fifth column is the mount point; blanks in it are written as {@code \040}. */
    static MountPoints read(Path mountinfo) {
        List<Path> paths = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(mountinfo)) {
                String[] columns = line.split(" ");
                if (columns.length > 4) {
                    paths.add(Path.of(unescaped(columns[4])));
                }
            }
        } catch (IOException e) {
            // Not Linux, or no /proc.
            return new MountPoints(List.of());
        }
        return new MountPoints(List.copyOf(paths));
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    }

    /** Whether one is in a directory. */
    boolean areBelow(Path directory) {
        Path real = real(directory);
        return paths.stream().anyMatch(path -> path.startsWith(real) && !path.equals(real));
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory;
        }
    }
}
