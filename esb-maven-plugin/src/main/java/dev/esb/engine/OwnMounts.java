package dev.esb.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is mounted where, as this process sees it (proc_pid_mountinfo(5)), and which container it says this process to be in.
 *
 * @param mounts in the order in which they were made
 */
record OwnMounts(List<Mounted> mounts) {
    /** What engines mount into each container from a directory that has the ID of the container in its name. */
    private static final Set<String> OF_THE_ENGINE =
            Set.of("/run/.containerenv", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf");

    /**
     * Docker: {@code /var/lib/docker/containers/ID/hostname}; Podman: {@code .../overlay-containers/ID/userdata/hostname}. Before that is what
     * the user has set, and of it only what is below the root of its file system.
     */
    private static final Pattern WITH_ID =
            Pattern.compile("(?:.*/)?[a-z0-9-]*containers/([0-9a-f]{64})/(?:userdata/)?[^/]+");

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    /**
     * A mount.
     *
     * @param root what is mounted, as a path of its own file system
     * @param target where
     */
    record Mounted(String root, String target) {}

    /** Of this process; without mounts where the system does not tell, as on macOS and Windows. */
    static OwnMounts read(Path mountinfo) {
        try {
            return parse(Files.readAllLines(mountinfo));
        } catch (IOException e) {
            // Not Linux: no engine's container runs processes there that could be this one.
            return new OwnMounts(List.of());
        }
    }

    /** The fourth column is the root, the fifth the mount point; blanks in them are written as {@code \040}. */
    static OwnMounts parse(List<String> lines) {
        List<Mounted> mounts = new ArrayList<>();
        for (String line : lines) {
            String[] columns = line.split(" ");
            if (columns.length > 4) {
                mounts.add(new Mounted(unescaped(columns[3]), unescaped(columns[4])));
            }
        }
        return new OwnMounts(List.copyOf(mounts));
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    }

    /**
     * The IDs of containers, one of which can be that of this process. That of another container is among them where this one uses its
     * network, and with it its {@code /etc/hosts}.
     */
    List<String> containers() {
        return mounts.stream()
                .filter(mount -> OF_THE_ENGINE.contains(mount.target()))
                .map(mount -> WITH_ID.matcher(mount.root()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .distinct()
                .toList();
    }

    /** Whether a path is in the container's own file system, and not in one that is mounted into it. */
    boolean isOfContainer(Path path) {
        return mounts.stream()
                .map(Mounted::target)
                .noneMatch(target -> !target.equals("/") && path.startsWith(Path.of(target)));
    }
}
