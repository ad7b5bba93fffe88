package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * What makes a command one of another machine: files that are mounted over those of the kernel and of systemd, which only the command and what
 * it starts see.
 *
 * @param machineId a file as {@code /etc/machine-id}
 * @param bootId a file as {@code /proc/sys/kernel/random/boot_id}
 */
record SecondMachine(Path machineId, Path bootId) implements Machine {

    /** For a condition of JUnit's. */
    static boolean isPossible() throws InterruptedException {
        try {
            Shell.lines(make().launcher("true").toArray(String[]::new));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static SecondMachine make() throws IOException {
        Path machineId = Files.createTempFile("esb-machine-id", "");
        Path bootId = Files.createTempFile("esb-boot-id", "");
        Files.writeString(machineId, UUID.randomUUID().toString().replace("-", "") + "\n");
        Files.writeString(bootId, UUID.randomUUID() + "\n");
        machineId.toFile().deleteOnExit();
        bootId.toFile().deleteOnExit();
        return new SecondMachine(machineId, bootId);
    }

    @Override
    public List<String> launcher(String command) {
        return List.of(
                "unshare",
                "--mount",
                "--propagation=private",
                "sh",
                "-c",
                "mount --bind \"$1\" /etc/machine-id && mount --bind \"$2\" /proc/sys/kernel/random/boot_id && shift 2 && exec \"$@\"",
                "sh",
                machineId.toString(),
                bootId.toString(),
                command);
    }
}
