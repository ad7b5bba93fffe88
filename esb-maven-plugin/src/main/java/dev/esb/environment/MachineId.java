package dev.esb.environment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tells this machine, or this container, from others. */
public final class MachineId {
    private MachineId() {}

    /**
     * The host's name and {@code /etc/machine-id} (machine-id(5)), which is missing on systems other than Linux: copies of one image can have
     * the same of either.
     */
    public static String current() {
        return hostName() + "/" + read(Path.of("/etc/machine-id"));
    }

    /** What the variable HOSTNAME says, else the kernel, else the resolver. */
    public static String hostName() {
        String name = System.getenv().getOrDefault("HOSTNAME", read(Path.of("/proc/sys/kernel/hostname")));
        if (!name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The machine cannot resolve its own name.
            return "localhost";
        }
    }

    /** The file's text; empty where there is no such file. */
    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
