package dev.esb.isolation;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Paths of the operating system and of the engine: the same for every environment, and not data of a stack. */
final class SystemPaths {
    private static final List<Path> PATHS = List.of(
            Path.of("/dev"),
            Path.of("/etc/localtime"),
            Path.of("/etc/timezone"),
            Path.of("/lib/modules"),
            Path.of("/proc"),
            Path.of("/sys"));

    private static final Set<String> ENGINE_SOCKETS = Set.of(
            "/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/podman/podman.sock");

    /** Directories of which all that is in them is the state of the machine, or the data of an engine. */
    private static final List<Path> STATE = List.of(
            Path.of("/boot"),
            Path.of("/run"),
            Path.of("/tmp/.X11-unix"),
            Path.of("/var/lib/containerd"),
            Path.of("/var/lib/containers"),
            Path.of("/var/lib/docker"),
            Path.of("/var/lib/kubelet"),
            Path.of("/var/log"),
            Path.of("/var/run"));

    /** Directories that only have such directories in them, and those of users. */
    private static final Set<Path> ABOVE = Set.of(
            Path.of("/"),
            Path.of("/bin"),
            Path.of("/etc"),
            Path.of("/home"),
            Path.of("/lib"),
            Path.of("/lib64"),
            Path.of("/media"),
            Path.of("/mnt"),
            Path.of("/opt"),
            Path.of("/root"),
            Path.of("/sbin"),
            Path.of("/srv"),
            Path.of("/tmp"),
            Path.of("/usr"),
            Path.of("/var"),
            Path.of("/var/cache"),
            Path.of("/var/lib"),
            Path.of("/var/spool"),
            Path.of("/var/tmp"));

    private SystemPaths() {}

    /**
     * Whether a service that mounts the path wants that of the machine, whatever is in it: an environment with one of its own would miss what other
     * programs write there.
     *
     * @param path absolute and normalized
     */
    static boolean areMeantBy(Path path) {
        return ABOVE.contains(path) || STATE.stream().anyMatch(path::startsWith);
    }

    /** Whether a path, as a model has it, is one of them or below one. */
    static boolean contain(String source) {
        Path path = Path.of(source).normalize();
        return isEngineSocket(source) || PATHS.stream().anyMatch(path::startsWith);
    }

    /** Whether an engine listens there. */
    static boolean isEngineSocket(String source) {
        return ENGINE_SOCKETS.contains(source) || source.endsWith("/docker.sock");
    }
}
