package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.Recorded;
import dev.esb.docker.RecordedCase;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiVersionsTest {
    /** Some versions of the command fail then, and others answer with the reason. */
    @RecordedCase("other-api/info")
    void saysThatTheEngineIsTooOldAndHowToGetAlong(Recorded recorded) {
        FakeDocker docker =
                new FakeDocker().then(new EngineCommand.Info(), command -> recorded.answerTo(new EngineCommand.Info()));

        assertThatThrownBy(() -> Engine.check(docker, Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageMatching("The Docker engine is too old for this docker command: it speaks at most version"
                        + " 1\\.(45|51) of the engine's API, and the command 1\\.99\\. Update the engine .*, or set"
                        + " DOCKER_API_VERSION=1\\.\\1 in the environment\\.");
    }

    @Test
    void saysThatTheCommandIsTooOld() {
        assertThat(ApiVersions.explain(
                        "Error response from daemon: client version 1.24 is too old. Minimum supported API"
                                + " version is 1.44, please upgrade your client to a newer version"))
                .hasValueSatisfying(error -> assertThat(error)
                        .hasMessageStartingWith(
                                "The docker command is too old for this engine: it speaks version 1.24 of the"
                                        + " engine's API, and the engine at least 1.44. Update the command"));
    }

    @Test
    void saysNothingOfOtherFailures() {
        assertThat(ApiVersions.explain("Error response from daemon: no such image"))
                .isEmpty();
    }
}
