package dev.esb.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the process that listens on a TCP port of this machine, from {@code /proc} (proc(5)). */
public final class ListeningProcess {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";

    private ListeningProcess() {}

    /**
     * The process, as messages show it: {@code 'nginx' (4711)}.
     *
     * @return empty when no process listens, when it belongs to another user, and on systems other than Linux
     */
    public static Optional<String> on(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            sockets.addAll(sockets(PROC.resolve("net").resolve(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsOneOf(process.resolve("fd"), sockets)) {
                    return Optional.of("'%s' (%s)"
                            .formatted(Files.readString(process.resolve("comm")).strip(), process.getFileName()));
                }
            }
        } catch (IOException e) {
            // The process has ended in the meantime, or there is no /proc.
        }
        return Optional.empty();
    }

    /** The second column is the local address and port, the fourth the state, the tenth the socket's inode (proc_pid_net(5)). */
    private static Set<String> sockets(Path table, int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try {
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.trim().split("\\s+");
                if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTEN)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException e) {
            // There is no such table: the system is not Linux, or has no IPv6.
        }
        return sockets;
    }

    private static boolean holdsOneOf(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            for (Path entry : entries) {
                if (isOneOf(entry, sockets)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // The process belongs to another user, or has ended.
        }
        return false;
    }

    private static boolean isOneOf(Path descriptor, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            // Closed meanwhile; the process may still have the socket.
            return false;
        }
    }
}
