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

    private SystemPaths() {}

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
