package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.cleanup.EnvironmentBefore.Container;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatchdogOrderTest {
    private static final EnvironmentBefore BEFORE = new EnvironmentBefore(
            List.of(new Container("id", "db", 1, true)),
            List.of("esb-e2e-1_default"),
            List.of("esb-e2e-1_rows"),
            List.of(),
            List.of("cloud-db"));

    static List<Optional<EnvironmentBefore>> before() {
        return List.of(Optional.empty(), Optional.of(BEFORE));
    }

    @ParameterizedTest
    @MethodSource("before")
    void arrivesAsItWasSent(Optional<EnvironmentBefore> before) {
        WatchdogOrder order = new WatchdogOrder(
                true,
                EnvironmentKey.of("e2e-1", "shop"),
                new Directories(Path.of("/home/my \"own\"/.esb"), Path.of("/run/esb"), Path.of("/project\nx/target")),
                BuildProcess.current(17),
                Duration.ofSeconds(3),
                before);

        assertThat(order.text()).doesNotContain("\n");
        assertThat(WatchdogOrder.parse(order.text())).isEqualTo(order);
    }
}
