package dev.esb.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@code /proc} with what a test puts there, in the words of Linux 6.18. */
public final class FakeProc {
    private final Path root;

    /** @param root an empty directory */
    public FakeProc(Path root) {
        this.root = root;
    }

    /** The main process of a container: one thread, which sleeps, and no handler for any signal. */
    public Process add(long pid, String container) {
        return new Process(pid)
                .cgroup("1:name=systemd:/docker/" + container, "0::/docker/" + container)
                .thread(pid, "hrtimer_nanosleep");
    }

    /** A process, and what its files say. */
    public final class Process {
        private final long pid;
        private final Map<String, String> status = new LinkedHashMap<>();

        private Process(long pid) {
            this.pid = pid;
            status.put("Name", "app");
            status.put("TracerPid", "0");
            status.put("NSpid", pid + "\t1");
            status.put("SigBlk", mask());
            status.put("SigIgn", mask());
            status.put("SigCgt", mask());
            status.put("voluntary_ctxt_switches", "11");
            status.put("nonvoluntary_ctxt_switches", "110");
        }

        /** Further lines of its status and of those of all its threads; {@code null} takes a line away. */
        public Process status(String name, String value) {
            status.put(name, value);
            return thread(pid, "hrtimer_nanosleep");
        }

        public Process ignores(int... signals) {
            return status("SigIgn", mask(signals));
        }

        public Process catches(int... signals) {
            return status("SigCgt", mask(signals));
        }

        public Process blocks(int... signals) {
            return status("SigBlk", mask(signals));
        }

        /** The control groups of which it is part. */
        public Process cgroup(String... lines) {
            write("cgroup", String.join("\n", lines));
            return this;
        }

        /**
         * A thread with the status of the process as it is by now.
         *
         * @param waitsIn the function of the kernel; "0" where that is not known
         */
        public Process thread(long id, String waitsIn) {
            StringBuilder text = new StringBuilder();
            status.forEach((name, value) -> text.append(value == null ? "" : name + ":\t" + value + "\n"));
            write("status", text.toString());
            write("task/" + id + "/status", text.toString());
            write("task/" + id + "/wchan", waitsIn);
            write("task/" + id + "/children", "");
            return this;
        }

        /** Replaces a file of it; {@code null} takes it away. */
        public Process file(String name, String text) {
            write(name, text);
            return this;
        }

        private void write(String name, String text) {
            try {
                Path file = root.resolve(pid + "/" + name);
                Files.createDirectories(file.getParent());
                Files.deleteIfExists(file);
                if (text != null) {
                    Files.writeString(file, text);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String mask(int... signals) {
        return "%016x"
                .formatted(Arrays.stream(signals)
                        .mapToLong(signal -> 1L << (signal - 1))
                        .reduce(0, (one, other) -> one | other));
    }
}
