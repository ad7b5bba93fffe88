package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogOrderTest {
    @Test
    void arrivesAsItWasSent() {
        WatchdogOrder order = new WatchdogOrder(
                true,
                EnvironmentKey.of("e2e-1", "shop"),
                new Directories(Path.of("/home/my \"own\"/.esb"), Path.of("/run/esb"), Path.of("/project\nx/target")),
                BuildProcess.current(17),
                Duration.ofSeconds(3));

        assertThat(order.text()).doesNotContain("\n");
        assertThat(WatchdogOrder.parse(order.text())).isEqualTo(order);
    }
}
