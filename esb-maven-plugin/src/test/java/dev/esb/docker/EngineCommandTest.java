package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineCommandTest {
    private static final EngineCommand.Info INFO = new EngineCommand.Info();
    private static final EngineCommand.Id ID = new EngineCommand.Id();

    @RecordedCase("info")
    void tellsWhatEngineAndComposeAre(Recorded recorded) {
        EngineInfo engine = recorded.answerTo(INFO);
        // Such as "docker-26-compose-2.26".
        String[] expected = recorded.engine().split("-");

        assertThat(engine.engineVersion()).startsWith(expected[1] + ".");
        assertThat(engine.composeVersion()).containsPattern("^v?\\Q" + expected[3] + "\\E\\.");
        assertThat(engine.operatingSystem()).startsWithIgnoringCase("debian");
        assertThat(engine.context()).isEqualTo("default");
        assertThat(engine.errors()).isEmpty();
    }

    @RecordedCase(value = "info", engines = RecordedCase.DOCKER)
    void identifiesAnEngineByItsId(Recorded recorded) {
        assertThat(recorded.answerTo(ID)).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(recorded.answerTo(INFO).id()).isEqualTo(recorded.answerTo(ID));
    }

    @RecordedCase(value = "info", engines = "podman-.*")
    void identifiesPodmanByWhereItsDataIs(Recorded recorded) {
        String another = recorded.output().replaceFirst("\"ID\":\"[^\"]+\"", "\"ID\":\"1\"");

        assertThat(another).isNotEqualTo(recorded.output());
        assertThat(ID.parse(another)).isEqualTo(recorded.answerTo(ID)).isEqualTo("host /var/lib/docker");
    }

    @RecordedCase("no-engine/info")
    void hasNoIdWithoutAnEngine(Recorded recorded) {
        assertThatThrownBy(() -> recorded.answerTo(ID))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("Cannot connect to the Docker daemon at unix:///run/none.sock");
        assertThat(INFO.parse(recorded.output()).id()).isEmpty();
    }

    @Test
    void hasAnIdAlsoWhereTheCommandLineWarns() {
        assertThat(ID.succeeds(0, "WARNING: Error loading config file")).isTrue();
    }

    @RecordedCase("no-engine/info")
    void tellsWhatComposeIsWithoutAnEngine(Recorded recorded) {
        EngineInfo engine = INFO.parse(recorded.output());

        assertThat(engine.engineVersion()).isEmpty();
        assertThat(engine.composeVersion()).isNotEmpty();
    }

    @RecordedCase("context")
    void tellsWhereTheEngineOfAContextListens(Recorded recorded) {
        assertThat(recorded.answerTo(new EngineCommand.ContextEndpoint("default")))
                .isEqualTo("unix:///var/run/docker.sock");
    }

    @Test
    void tellsThatThereIsNoCompose() {
        assertThat(INFO.parse("{\"ServerVersion\":\"26.1.5\",\"ClientInfo\":{\"Plugins\":null}}")
                        .composeVersion())
                .isEmpty();
    }
}
