package dev.esb.lease;

import dev.esb.environment.MachineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where this process runs, in terms that no two machines share. All but the host's name is empty on systems other than Linux, which have no
 * files that say so.
 *
 * @param name the host's name: two processes with different ones are not taken for those of one machine, but the same one proves nothing
 * @param machine {@code /etc/machine-id} (machine-id(5)), which copies of one image can have in common; empty where there is none, as in
 *     many containers
 * @param boot the kernel's {@code boot_id} (proc_sys_kernel(5)), which is made at random each time that it starts
 * @param namespace the PID namespace (pid_namespaces(7)) of this process, in which process ids are valid; empty where {@code /proc} is that
 *     of another namespace
 * @param user the effective user id, and the user namespace in which it is valid, as {@code 1000@user:[4026531837]}
 * @param seesAll whether this process sees those of other users whatever the mount option {@code hidepid} (proc(5)) of {@code /proc} is
 */
record ProcessHost(String name, String machine, String boot, String namespace, String user, boolean seesAll) {
    /** PROC_USER_INIT_INO of the kernel: root of another one may see less. */
    private static final String FIRST_USER_NAMESPACE = "user:[4026531837]";

    /** The bit of CAP_SYS_PTRACE (capabilities(7)). */
    private static final int MAY_TRACE = 19;

    /** An image can have "uninitialized" in place of one. */
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{32,36}");

    /** That of this process. */
    static ProcessHost current() {
        return read(
                Path.of("/"),
                MachineId.hostName().replace("|", ""),
                ProcessHandle.current().pid());
    }

    /**
     * @param root the directory that has {@code proc} and {@code etc}
     * @param pid the id of this process
     */
    static ProcessHost read(Path root, String name, long pid) {
        Path proc = root.resolve("proc");
        String status = text(proc.resolve("self/status"));
        String userNamespace = link(proc.resolve("self/ns/user"));
        String user = field(status, "Uid:\\s+\\d+\\s+(\\d+)")
                .map(id -> id + "@" + userNamespace)
                .orElse("");
        boolean seesAll = userNamespace.equals(FIRST_USER_NAMESPACE)
                && field(status, "CapEff:\\s+([0-9a-fA-F]{1,16})")
                        .filter(mask -> (Long.parseUnsignedLong(mask, 16) >> MAY_TRACE & 1) == 1)
                        .isPresent();
        boolean isOwnProc = link(proc.resolve("self")).equals(String.valueOf(pid));
        return new ProcessHost(
                name,
                id(root.resolve("etc/machine-id")),
                id(proc.resolve("sys/kernel/random/boot_id")),
                isOwnProc ? link(proc.resolve("self/ns/pid")) : "",
                user,
                seesAll);
    }

    /** Name and id, as {@link BuildProcess#machine} has them. */
    String fullName() {
        return name + "/" + machine;
    }

    private static Optional<String> field(String status, String pattern) {
        Matcher line = Pattern.compile("(?m)^" + pattern).matcher(status);
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    private static String id(Path file) {
        String text = text(file);
        return ID.matcher(text).matches() ? text : "";
    }

    /** Empty where there is no such link. */
    private static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** The file's text; empty where there is no such file, or it says nothing. */
    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
