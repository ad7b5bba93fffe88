import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Runs in two environments at once, and stays in its own one until the test in the other one has seen it. */
class SideBySideIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> GATEWAYS = List.of("esb-e2e-containerd-gateway-1", "esb-e2e-2-gateway-1");

    @Test
    void bothGatewaysRunAtTheSameTime() throws Exception {
        await("both gateways", () -> running().containsAll(GATEWAYS));
        // The property "other" is the directory of the other build.
        Files.createFile(Path.of("target", "seen"));
        await("the other test", () -> Files.exists(Path.of(System.getProperty("other"), "target", "seen")));
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        boolean met = condition.call();
        while (!met && Instant.now().isBefore(end)) {
            Thread.sleep(200);
            met = condition.call();
        }
        assertTrue(met, "waited in vain for " + what);
    }

    private static List<String> running() throws Exception {
        Process process = new ProcessBuilder("docker", "ps", "--format", "{{.Names}}").start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    }
}
