package dev.esb.engine;

import dev.esb.CancelledException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What ssh's configuration says of a destination (<a href="https://man.openbsd.org/ssh_config">ssh_config(5)</a>).
 *
 * @param hostName the name or address of the machine that ssh connects to
 * @param isProxied whether it connects through another machine, or by a command
 */
public record SshSettings(String hostName, boolean isProxied) {
    private static final Map<SshDestination, SshSettings> KNOWN = new ConcurrentHashMap<>();

    /** It only reads files, but these may name commands whose exit code decides ({@code Match exec}). */
    private static final int SECONDS = 10;

    /**
     * Asks {@code ssh -G}, once for each destination in this process. It connects to nothing.
     *
     * @return the destination's own name where there is no ssh, or it cannot read its configuration: the {@code docker} command then says why,
     *     which cannot connect either
     */
    static SshSettings of(SshDestination destination) {
        return KNOWN.computeIfAbsent(destination, each -> ask("ssh", each));
    }

    /** @param executable the name of a command, or its path */
    static SshSettings ask(String executable, SshDestination destination) {
        List<String> command = new ArrayList<>(List.of(executable, "-G"));
        command.addAll(destination.arguments());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                process.getOutputStream().close();
                // Some kilobytes, for which a pipe has room.
                boolean hasEnded = process.waitFor(SECONDS, TimeUnit.SECONDS);
                return parse(hasEnded ? read(process) : "", destination.name());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return parse("", destination.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("while 'ssh -G' ran");
        }
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** @param output lines of a keyword in small letters and its value */
    static SshSettings parse(String output, String name) {
        String hostName = name;
        boolean isProxied = false;
        for (String line : output.lines().toList()) {
            String[] words = line.strip().split(" ", 2);
            if (words.length == 2) {
                hostName = words[0].equals("hostname") ? words[1] : hostName;
                boolean isProxy = words[0].equals("proxyjump") || words[0].equals("proxycommand");
                isProxied |= isProxy && !words[1].equals("none");
            }
        }
        return new SshSettings(hostName, isProxied);
    }
}
