package dev.esb.cleanup;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.exec.Executor;

/**
 * The build's side of the watchdog, a process that outlives the build's process and takes its environments down if it was killed.
 *
 * <p>The build writes to the watchdog's standard input which environments to watch and which to forget. The input ends when the build's
 * process ends, however it ends, and the watchdog then takes down the environments that it still watches. As {@link DetachedJava}, it has
 * none of the signals that the build has.
 */
public final class Watchdog {
    /** The plugin itself, commons-exec, and what reads JSON. */
    private static final List<Class<?>> NEEDED =
            List.of(WatchdogProcess.class, Executor.class, ObjectMapper.class, JsonParser.class, JsonProperty.class);

    private final BufferedWriter orders;

    /** @param orders the standard input of a process that was started; see {@link #start()} */
    public Watchdog(BufferedWriter orders) {
        this.orders = orders;
    }

    /**
     * Starts the watchdog, with this JVM's {@code java} and the parts of this plugin's class path that it needs. It competes with the build
     * for processors, so it starts with as little as it can.
     *
     * @throws IOException when the process cannot be started
     */
    public static Watchdog start() throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(
                List.of("-Xms8m", "-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        arguments.addAll(List.of("-cp", classPath()));
        arguments.add(WatchdogProcess.class.getName());
        Process process = new ProcessBuilder(DetachedJava.current().command(arguments))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Watchdog(process.outputWriter(StandardCharsets.UTF_8));
    }

    /**
     * Tells the watchdog what to do when this process ends, if the environment still belongs to the build by then: to take the environment
     * down, or, where it was there before, to remove what the process has added to it.
     *
     * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
     * @param before what the environment had before; empty where this process brings up all of it
     * @throws IOException when the watchdog has ended
     */
    public void watch(
            EnvironmentKey key,
            Directories directories,
            BuildProcess build,
            Duration stopTimeout,
            Optional<EnvironmentBefore> before)
            throws IOException {
        send(new WatchdogOrder(true, key, directories, build, stopTimeout, before));
    }

    /**
     * Tells the watchdog to leave the environment alone, because it is down or was never up.
     *
     * @throws IOException when the watchdog has ended
     */
    public void forget(EnvironmentKey key, Directories directories, BuildProcess build) throws IOException {
        send(new WatchdogOrder(false, key, directories, build, Duration.ZERO, Optional.empty()));
    }

    private synchronized void send(WatchdogOrder order) throws IOException {
        orders.write(order.text());
        orders.newLine();
        orders.flush();
    }

    private static String classPath() {
        return NEEDED.stream()
                .map(needed -> path(needed.getProtectionDomain().getCodeSource().getLocation()))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
