package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineCommandTest {
    private final EngineCommand.Info info = new EngineCommand.Info();

    @Test
    void tellsWhatEngineAndComposeAre() {
        EngineInfo engine = info.parse(Recorded.output("info.json"));

        assertThat(engine.id()).isEqualTo("0ad4148d-2126-429a-8887-18b1a18638e0");
        assertThat(engine.engineVersion()).isEqualTo("26.1.5+dfsg1");
        assertThat(engine.operatingSystem()).isEqualTo("Debian GNU/Linux 13 (trixie)");
        assertThat(engine.composeVersion()).isEqualTo("2.26.1-4");
        assertThat(engine.context()).isEqualTo("default");
        assertThat(engine.errors()).isEmpty();
    }

    @Test
    void tellsWhyNoEngineAnswers() {
        EngineInfo engine = info.parse(Recorded.output("info-without-engine.json"));

        assertThat(engine.id()).isEmpty();
        assertThat(engine.engineVersion()).isEmpty();
        assertThat(engine.composeVersion()).isEqualTo("2.26.1-4");
        assertThat(engine.errors())
                .containsExactly("Cannot connect to the Docker daemon at unix:///var/run/docker.sock."
                        + " Is the docker daemon running?");
    }

    @Test
    void tellsWhichEngineItIsIfThereIsOne() {
        EngineCommand.Id id = new EngineCommand.Id();

        assertThat(id.parse("0ad4148d\n")).isEqualTo("0ad4148d");
        assertThat(id.succeeds(0, "")).isTrue();
        assertThat(id.succeeds(0, "WARNING: Error loading config file")).isTrue();
        assertThat(id.succeeds(0, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock."))
                .isFalse();
    }

    @Test
    void tellsThatThereIsNoCompose() {
        assertThat(info.parse("{\"ServerVersion\":\"26.1.5\",\"ClientInfo\":{\"Plugins\":null}}")
                        .composeVersion())
                .isEmpty();
    }
}
