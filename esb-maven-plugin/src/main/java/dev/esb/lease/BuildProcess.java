package dev.esb.lease;

import dev.esb.environment.MachineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a build, so that another process can find out whether the build's process still runs.
 *
 * <p>A process id alone is not unique: the operating system uses it again after the process ended and after a restart, and every
 * container counts from 1. With the machine, its boot, the PID namespace and the start of the process it is.
 *
 * @param machine the machine's {@link MachineId}
 * @param boot the kernel's {@code boot_id} (proc(5)), which changes at every restart; empty on systems other than Linux
 * @param namespace the PID namespace (pid_namespaces(7)) in which {@code pid} is valid; containers have their own; empty on systems
 *     other than Linux
 * @param pid the process id
 * @param start when the process started: in clock ticks after the boot on Linux, else in milliseconds since 1970
 * @param build when the build started, in milliseconds since 1970: a Maven daemon's process runs many builds, one after another
 */
public record BuildProcess(String machine, String boot, String namespace, long pid, long start, long build) {
    private static final String SEPARATOR = "|";

    /** What this process can find out about another one. */
    public enum State {
        /** The process runs. */
        ALIVE,
        /** The process ended, or its machine was restarted. */
        DEAD,
        /** The process belongs to another machine or PID namespace, where this process cannot look. */
        UNKNOWN
    }

    /**
     * The build that this process runs.
     *
     * @param build when the build started, in milliseconds since 1970
     */
    public static BuildProcess current(long build) {
        long pid = ProcessHandle.current().pid();
        return new BuildProcess(
                thisMachine(), thisBoot(), thisNamespace(), pid, start(pid).orElse(0L), build);
    }

    /** Whether the process still runs, as far as this process can find out. */
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

    /** One line, for the label of a lease and for the order to the watchdog. {@link #parse} reads it. */
    public String text() {
        return String.join(
                SEPARATOR, machine, boot, namespace, String.valueOf(pid), String.valueOf(start), String.valueOf(build));
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @return empty for an empty text
     * @throws NumberFormatException when the text has another form
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

    /**
     * On Linux, field 22 of {@code /proc/<pid>/stat} (proc_pid_stat(5)): ticks after the boot, which do not change when the clock is set.
     *
     * @return empty when there is no such process, or it is a zombie
     */
    private static Optional<Long> start(long pid) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (handle.isEmpty()) {
            return Optional.empty();
        }
        String stat = read(Path.of("/proc", String.valueOf(pid), "stat"));
        if (!stat.isEmpty()) {
            // The second field is the command's name in brackets, which may itself contain blanks and brackets. The
            // first field after the last bracket is the third.
            String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean isZombie = columns[0].equals("Z");
            return isZombie ? Optional.empty() : Optional.of(Long.parseLong(columns[19]));
        }
        return handle.get().info().startInstant().map(Instant::toEpochMilli);
    }

    private static String thisMachine() {
        return clean(MachineId.current());
    }

    private static String thisBoot() {
        return clean(read(Path.of("/proc/sys/kernel/random/boot_id")));
    }

    private static String thisNamespace() {
        try {
            return clean(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux: all processes are in one namespace.
            return "";
        }
    }

    /** The file's text; empty where there is no such file, as on systems other than Linux. */
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
