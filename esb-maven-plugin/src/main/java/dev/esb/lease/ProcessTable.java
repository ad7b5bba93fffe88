package dev.esb.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The processes that this one sees. */
@FunctionalInterface
interface ProcessTable {
    /** Those of the operating system. */
    ProcessTable SYSTEM = ProcessTable::ofSystem;

    /**
     * When a process was started: in clock ticks after the boot on Linux, which do not change when the clock is set, else in milliseconds
     * since 1970.
     *
     * @return empty where there is no such process, it has ended and its parent has not asked for that yet, or this process may not see it
     */
    Optional<Long> start(long pid);

    private static Optional<Long> ofSystem(long pid) {
        return Files.exists(Path.of("/proc/self/stat"))
                ? ofProc(Path.of("/proc"), pid)
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().startInstant())
                        .map(Instant::toEpochMilli);
    }

    /** Field 22 of {@code /proc/<pid>/stat} (proc_pid_stat(5)). */
    static Optional<Long> ofProc(Path proc, long pid) {
        String stat;
        try {
            stat = Files.readString(proc.resolve(String.valueOf(pid)).resolve("stat"));
        } catch (IOException e) {
            return Optional.empty();
        }
        // The second field is the command's name in brackets, which may itself contain blanks and brackets. The first
        // field after the last bracket is the third, the state.
        String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return columns[0].equals("Z") ? Optional.empty() : Optional.of(Long.parseLong(columns[19]));
    }
}
