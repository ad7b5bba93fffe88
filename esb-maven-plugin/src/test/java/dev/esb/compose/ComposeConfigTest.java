package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.ComposeCommand.Config;
import dev.esb.docker.ComposeCommand.ConfigYaml;
import dev.esb.docker.ComposeCommand.Source;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.Recorded;
import dev.esb.docker.RecordedCase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ComposeConfigTest {
    private final FakeDocker docker = new FakeDocker();

    /** Compose cannot print it as JSON, and cannot read what it prints as YAML. */
    @RecordedCase("config/ssh/json")
    void readsKeysForSshFromYaml(Recorded recorded) {
        ObjectNode model = read(recorded);

        assertThat(model.at("/services/web/build/ssh")).hasToString("[\"default\",\"key=/stack/ssh/id\"]");
        assertThat(docker.calls()).hasSize(2);
    }

    @RecordedCase(value = "config/models/json", engines = "docker-2[89].*")
    void readsModelsFromYaml(Recorded recorded) {
        ObjectNode model = read(recorded);

        assertThat(model.at("/models/llm")).hasToString("{\"model\":\"ai/smollm2\"}");
        assertThat(model.at("/services/web/entrypoint").isNull()).isTrue();
        assertThat(docker.calls()).hasSize(2);
    }

    @RecordedCase("config/plain/json")
    void readsOnceWhatJsonHas(Recorded recorded) {
        assertThat(read(recorded)).isEqualTo(recorded.answerTo(config(recorded)));
        assertThat(docker.calls()).hasSize(1);
    }

    /** It would be no other with YAML. */
    @RecordedCase("config/broken/json")
    void readsOnceWhatCannotBeRead(Recorded recorded) {
        assertThatThrownBy(() -> read(recorded)).isInstanceOf(DockerException.class);
        assertThat(docker.calls()).hasSize(1);
    }

    private ObjectNode read(Recorded recorded) {
        Config config = config(recorded);
        ConfigYaml yaml = new ConfigYaml(config);
        Recorded inYaml = new Recorded(recorded.engine(), recorded.name().replace("/json", "/yaml"));
        docker.then(config, command -> recorded.answerTo(config));
        docker.then(yaml, command -> inYaml.answerTo(yaml));
        return new ComposeConfig(docker).read(config.source(), true);
    }

    private static Config config(Recorded recorded) {
        Path directory = Path.of("/stack", recorded.name().split("/")[1]);
        return new Config(new Source(directory, "p", List.of(), List.of(), Optional.empty(), Map.of()), true);
    }
}
