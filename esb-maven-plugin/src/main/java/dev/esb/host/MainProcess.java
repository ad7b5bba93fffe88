package dev.esb.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The main process of a container, as {@code /proc} of this machine shows it. It is the first process of its PID namespace, so the kernel
 * drops a signal to it that it has no handler for (pid_namespaces(7)).
 *
 * <p>How long it has run does not count. A program that is about to install its handler would not have the signal either: the kernel drops
 * it when it is sent, and nothing repeats it. Between the look and the signal pass some milliseconds, in which a program that has only begun
 * may install one; it has nothing to lose yet. Before the program there is the one that starts containers, runc, which catches all signals.
 *
 * @param proc {@code /proc}
 * @param container the container's full id
 * @param pid the process id that the engine gives; 0 for none
 */
public record MainProcess(Path proc, String container, long pid) {
    private static final Pattern CONTAINER_ID = Pattern.compile("[0-9a-f]{64}");
    /** {@code do_sigtimedwait}, {@code __x64_sys_rt_sigtimedwait}, ... */
    private static final String WAITS_FOR_SIGNALS = "sigtimedwait";

    /**
     * Whether the process cannot hear a signal, so that waiting for its answer is time lost: it ignores the signal, or has no handler for
     * it, does not wait for it, and has no child that could still do something.
     *
     * <p>False wherever that is not certain: an engine or a PID namespace elsewhere, a system without {@code /proc}, another account's
     * process (of which only ignored signals are certain), a process that shares the PID namespace of the host or of another container, one
     * with a debugger, and one that changes at this moment.
     *
     * @param signal its name or number, as {@code docker inspect} has it; empty means SIGTERM
     */
    public boolean cannotHear(String signal) {
        OptionalInt number = SignalNumber.of(signal);
        if (number.isEmpty() || pid <= 0) {
            return false;
        }
        try {
            return isOfContainer()
                    && ThreadStatus.read(directory()).isFirstOfItsNamespace()
                    && noThreadHears(number.getAsInt());
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended, or this process cannot see it: not certain.
            return false;
        }
    }

    private Path directory() {
        return proc.resolve(String.valueOf(pid));
    }

    /**
     * With an engine elsewhere, another process of this machine has the number. The innermost id counts: a container in which an engine
     * runs has its id before those of the containers in it.
     */
    private boolean isOfContainer() throws IOException {
        Set<String> ids = new HashSet<>();
        for (String group : Files.readAllLines(directory().resolve("cgroup"))) {
            Matcher matcher = CONTAINER_ID.matcher(group);
            String innermost = "";
            while (matcher.find()) {
                innermost = matcher.group();
            }
            ids.add(innermost);
        }
        // Hierarchies in which the engine makes no groups.
        ids.remove("");
        return ids.equals(Set.of(container));
    }

    private boolean noThreadHears(int signal) throws IOException {
        Set<Path> threads = threads();
        for (Path thread : threads) {
            if (mayHear(thread, signal)) {
                return false;
            }
        }
        return !threads.isEmpty() && threads.equals(threads());
    }

    private Set<Path> threads() throws IOException {
        Set<Path> threads = new TreeSet<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(directory().resolve("task"))) {
            tasks.forEach(threads::add);
        }
        return threads;
    }

    private static boolean mayHear(Path thread, int signal) throws IOException {
        ThreadStatus before = ThreadStatus.read(thread);
        String waitsIn = Files.readString(thread.resolve("wchan")).strip();
        ThreadStatus after = ThreadStatus.read(thread);
        // While a thread is in sigwait(3), its status does not show what it waits for as blocked: the kernel unblocks
        // it.
        if (before.isTraced() || before.blocks(signal) || after.blocks(signal) || waitsIn.contains(WAITS_FOR_SIGNALS)) {
            return true;
        }
        if (before.ignores(signal) && after.ignores(signal)) {
            return false;
        }
        // "0": it runs, or belongs to another account. It may be in sigwait, or between two of them.
        return before.catches(signal)
                || waitsIn.equals("0")
                || waitsIn.isEmpty()
                || !before.equals(after)
                // A kernel that does not list children (CONFIG_PROC_CHILDREN) has no such file.
                || !Files.readString(thread.resolve("children")).isBlank();
    }
}
