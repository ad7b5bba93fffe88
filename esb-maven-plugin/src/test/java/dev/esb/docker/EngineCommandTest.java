package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCommandTest {
    private static final EngineCommand.Info INFO = new EngineCommand.Info();
    private static final EngineCommand.Ids IDS = new EngineCommand.Ids();

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
        EngineIds ids = recorded.answerTo(IDS);

        assertThat(ids.own()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(ids)
                .isEqualTo(EngineIds.lasting(ids.own()))
                .isEqualTo(recorded.answerTo(INFO).ids());
    }

    @RecordedCase(value = "info", engines = "podman-.*")
    void doesNotIdentifyPodmanByTheIdThatItMakesUpForEachAnswer(Recorded recorded) {
        String another = recorded.output().replaceFirst("\"ID\":\"[^\"]+\"", "\"ID\":\"1\"");

        assertThat(another).isNotEqualTo(recorded.output());
        assertThat(IDS.parse(another))
                .isEqualTo(recorded.answerTo(IDS))
                .isEqualTo(EngineIds.changing("host /var/lib/docker"));
    }

    @RecordedCase(value = "info", engines = RecordedCase.DOCKER)
    void tellsWhereTheDataOfAVolumeIs(Recorded recorded) {
        VolumeStore volumes = recorded.answerTo(INFO).volumes();

        assertThat(volumes.data("rows")).contains("/var/lib/docker/volumes/rows/_data");
        assertThat(volumes.hasOwnersOfMachine()).isTrue();
    }

    @RecordedCase(value = "info", engines = "podman-.*")
    void doesNotTellWherePodmanHasVolumesWhichItsConfigurationSays(Recorded recorded) {
        assertThat(recorded.answerTo(INFO).volumes().data("rows")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=rootless", "name=userns"})
    void tellsThatContainersHaveOtherNumbersForOwners(String option) {
        String answer = "{\"DockerRootDir\":\"/d\",\"SecurityOptions\":[\"%s\"]}".formatted(option);

        assertThat(INFO.parse(answer).volumes().hasOwnersOfMachine()).isFalse();
    }

    @RecordedCase("no-engine/info")
    void hasNoIdWithoutAnEngine(Recorded recorded) {
        assertThatThrownBy(() -> recorded.answerTo(IDS))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("Cannot connect to the Docker daemon at unix:///run/none.sock");
        assertThat(INFO.parse(recorded.output()).ids().own()).isEmpty();
    }

    @Test
    void hasAnIdAlsoWhereTheCommandLineWarns() {
        assertThat(IDS.succeeds(0, "WARNING: Error loading config file")).isTrue();
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
