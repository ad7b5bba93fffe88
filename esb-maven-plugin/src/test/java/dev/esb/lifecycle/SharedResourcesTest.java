package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.VolumeCommand;
import dev.esb.isolation.IsolatedModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {
    private static final Map<String, String> LABELS = Map.of("dev.esb.shared", "true");
    private static final NetworkCommand.Create BUS = new NetworkCommand.Create("esb-shared_bus", LABELS);
    private static final IsolatedModel MODEL = new IsolatedModel(
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("esb-shared_cache"),
            List.of("esb-shared_bus"));

    private final FakeDocker docker = new FakeDocker();

    @Test
    void areCreated() {
        new SharedResources(docker).provide(MODEL);

        assertThat(docker.calls()).containsExactly(new VolumeCommand.Create("esb-shared_cache", LABELS), BUS);
    }

    @Test
    void areUsedWhereTheyAreThere() {
        docker.fails(BUS, 1, "Error response from daemon: network with name esb-shared_bus already exists");

        assertThatCode(() -> new SharedResources(docker).provide(MODEL)).doesNotThrowAnyException();
    }

    @Test
    void failWithTheWordsOfTheEngine() {
        docker.fails(BUS, 1, "Error response from daemon: all predefined address pools have been fully subnetted");

        assertThatThrownBy(() -> new SharedResources(docker).provide(MODEL))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("fully subnetted");
    }
}
