package dev.esb.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A build, as far as another process can tell whether it still runs.
 *
 * <p>A process number alone says little: it is used again after the process ended, after the machine was restarted, and in every
 * container. Together with the start of the process, the start of the machine and the namespace of the number it is unique.
 *
 * @param machine the machine's name and identity
 * @param boot what changes when the machine restarts
 * @param namespace where the process number is valid; differs from container to container
 * @param pid the process
 * @param start when the process started, in units that only this machine understands
 * @param build when the build started, in milliseconds since 1970: a Maven daemon runs many, one after another
 */
public record BuildProcess(String machine, String boot, String namespace, long pid, long start, long build) {
    private static final String SEPARATOR = "|";

    /** What can be said about a process from here. */
    public enum State {
        ALIVE,
        DEAD,
        /** It runs, or ran, where this process cannot look. */
        UNKNOWN
    }

    /** This process. */
    public static BuildProcess current(long build) {
        long pid = ProcessHandle.current().pid();
        return new BuildProcess(
                thisMachine(), thisBoot(), thisNamespace(), pid, start(pid).orElse(0L), build);
    }

    /** Whether the process still runs. */
    public State state() {
        if (!machine.equals(thisMachine())) {
            return State.UNKNOWN;
        }
        if (!boot.equals(thisBoot())) {
            return State.DEAD;
        }
        if (!namespace.equals(thisNamespace())) {
            return State.UNKNOWN;
        }
        return start(pid).filter(now -> now == start).isPresent() ? State.ALIVE : State.DEAD;
    }

    /** One line, as it is written on the engine. */
    public String text() {
        return String.join(
                SEPARATOR, machine, boot, namespace, String.valueOf(pid), String.valueOf(start), String.valueOf(build));
    }

    /**
     * Reads what {@link #text()} wrote; nothing for an empty text.
     *
     * @throws NumberFormatException when it is something else
     */
    public static Optional<BuildProcess> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.split("\\" + SEPARATOR, -1);
        if (parts.length != 6) {
            throw new NumberFormatException("not a process: " + text);
        }
        return Optional.of(new BuildProcess(
                parts[0],
                parts[1],
                parts[2],
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5])));
    }

    /** Ticks since the machine started, where Linux tells (proc(5)), because clocks are set and ticks are not. */
    private static Optional<Long> start(long pid) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (handle.isEmpty()) {
            return Optional.empty();
        }
        String stat = read(Path.of("/proc", String.valueOf(pid), "stat"));
        if (!stat.isEmpty()) {
            // The name in the second column may hold anything, blanks and brackets too; the rest follows the last
            // bracket.
            String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean isZombie = columns[0].equals("Z");
            return isZombie ? Optional.empty() : Optional.of(Long.parseLong(columns[19]));
        }
        return handle.get().info().startInstant().map(java.time.Instant::toEpochMilli);
    }

    private static String thisMachine() {
        String name = System.getenv().getOrDefault("HOSTNAME", read(Path.of("/proc/sys/kernel/hostname")));
        return clean(name + "/" + read(Path.of("/etc/machine-id")));
    }

    private static String thisBoot() {
        return clean(read(Path.of("/proc/sys/kernel/random/boot_id")));
    }

    private static String thisNamespace() {
        try {
            return clean(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux: there is just the one.
            return "";
        }
    }

    /** Empty where there is no such file, as on systems other than Linux. */
    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String clean(String text) {
        return text.replace(SEPARATOR, "");
    }
}
