package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.InspectedContainer.FailedCheck;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectedContainerTest {

    @RecordedCase("inspect/container")
    void isOneThatRuns(Recorded recorded) {
        assertThat(InspectedContainer.parse(recorded.output())).singleElement().satisfies(container -> {
            assertThat(container.service()).isEqualTo("web");
            assertThat(container.state()).isEqualTo("running");
            assertThat(container.id()).hasSize(64);
            assertThat(container.error()).isEmpty();
            assertThat(container.failedCheck()).isEmpty();
            assertThat(container.hasEnded()).isFalse();
        });
    }

    @Test
    void isOneThatEndedWithItsLastHealthcheck() {
        assertThat(InspectedContainer.parse("""
                        [{"Id": "1f", "RestartCount": 2,
                          "State": {"Status": "exited", "ExitCode": 137, "OOMKilled": true, "Error": "",
                            "Health": {"Status": "unhealthy", "Log": [
                              {"ExitCode": 0, "Output": "well"}, {"ExitCode": 1, "Output": "no answer\\n"}]}},
                          "Config": {"Labels": {"com.docker.compose.service": "db"}}}]"""))
                .containsExactly(new InspectedContainer(
                        "1f", "db", "exited", 137, "", true, 2, true, Optional.of(new FailedCheck(1, "no answer"))));
    }
}
