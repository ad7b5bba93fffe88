package dev.esb.cleanup;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small process that outlives this one, and takes down what this one could not because it was killed.
 *
 * <p>The build writes to its standard input which environments to watch and which to forget. When that input ends, the build's process
 * has ended, in whatever way, and the watchdog takes down what it still watches. It has a session of its own, so a signal to the
 * build's process group does not reach it.
 */
public final class Watchdog {
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private final BufferedWriter orders;

    private Watchdog(BufferedWriter orders) {
        this.orders = orders;
    }

    /**
     * Starts the process.
     *
     * @throws IOException when it cannot be started
     */
    public static Watchdog start() throws IOException {
        List<String> command = new ArrayList<>();
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(setsid -> command.add(setsid.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.add(WatchdogProcess.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Watchdog(process.outputWriter(StandardCharsets.UTF_8));
    }

    /** From now on, the environment goes when this process ends, if it still belongs to the build by then. */
    public void watch(EnvironmentKey key, Directories directories, BuildProcess build, Duration stopTimeout)
            throws IOException {
        send(new WatchdogOrder(true, key, directories, build, stopTimeout));
    }

    /** The environment is down, or was never up. */
    public void forget(EnvironmentKey key, Directories directories, BuildProcess build) throws IOException {
        send(new WatchdogOrder(false, key, directories, build, Duration.ZERO));
    }

    private synchronized void send(WatchdogOrder order) throws IOException {
        orders.write(order.text());
        orders.newLine();
        orders.flush();
    }

    /** What this class was loaded from; in Maven, the plugin's own class loader. */
    private static String classPath() {
        return Watchdog.class.getClassLoader() instanceof URLClassLoader realm
                ? Stream.of(realm.getURLs()).map(Watchdog::path).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
