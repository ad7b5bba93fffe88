package dev.esb.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the file {@code status} of a process or thread says (proc_pid_status(5)).
 *
 * @param ids its ids ({@code NSpid}): in the PID namespace of this {@code /proc}, and in each one below that down to its own
 * @param isTraced whether a debugger is attached, which gets to see signals that the process ignores
 * @param blocked the signals that the thread has blocked, bit 0 for signal 1
 * @param ignored the signals that the process ignores
 * @param caught the signals that the process has a handler for
 * @param switches how often the thread has begun to wait or has been interrupted: as long as it is the same, the thread has not woken and
 *     gone to sleep again
 */
record ThreadStatus(
        List<String> ids, boolean isTraced, long blocked, long ignored, long caught, List<String> switches) {
    /** Of 64 signals. A kernel with more of them, as that of MIPS, numbers them otherwise. */
    private static final Pattern MASK = Pattern.compile("[0-9a-f]{16}");

    /**
     * @param directory {@code /proc/PID} or {@code /proc/PID/task/TID}
     * @throws IOException when it cannot be read, or lacks one of these lines
     */
    static ThreadStatus read(Path directory) throws IOException {
        Path file = directory.resolve("status");
        Map<String, String> fields = Files.readAllLines(file).stream()
                .filter(line -> line.contains(":"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, second) -> first));
        if (!fields.keySet()
                .containsAll(List.of("NSpid", "TracerPid", "voluntary_ctxt_switches", "nonvoluntary_ctxt_switches"))) {
            throw new IOException(file + " lacks a line");
        }
        return new ThreadStatus(
                List.of(fields.get("NSpid").split("\\s+")),
                !fields.get("TracerPid").equals("0"),
                mask(file, fields.get("SigBlk")),
                mask(file, fields.get("SigIgn")),
                mask(file, fields.get("SigCgt")),
                List.of(fields.get("voluntary_ctxt_switches"), fields.get("nonvoluntary_ctxt_switches")));
    }

    private static long mask(Path file, String text) throws IOException {
        if (text == null || !MASK.matcher(text).matches()) {
            throw new IOException("%s has '%s' for signals".formatted(file, text));
        }
        return Long.parseUnsignedLong(text, 16);
    }

    /** Whether it is the first process of a PID namespace below that of this {@code /proc}. */
    boolean isFirstOfItsNamespace() {
        return ids.size() > 1 && ids.get(ids.size() - 1).equals("1");
    }

    boolean blocks(int signal) {
        return isIn(blocked, signal);
    }

    boolean ignores(int signal) {
        return isIn(ignored, signal);
    }

    boolean catches(int signal) {
        return isIn(caught, signal);
    }

    private static boolean isIn(long mask, int signal) {
        return (mask >>> (signal - 1) & 1) == 1;
    }
}
