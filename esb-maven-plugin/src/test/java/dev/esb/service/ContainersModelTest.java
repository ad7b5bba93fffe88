package dev.esb.service;

import static dev.esb.service.Summaries.exited;
import static dev.esb.service.Summaries.of;
import static dev.esb.service.Summaries.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerSettings;
import dev.esb.wait.StackWaits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainersModelTest {

    @Test
    void hasTheReplicasAndRestartPoliciesOfServices() {
        var model = ContainersModel.of(
                List.of(running("web", "Up"), of("web", 2, "running", "Up"), exited("seed", 0)),
                List.of(
                        new ContainerSettings("web", "always", Map.of(), List.of()),
                        new ContainerSettings("web", "always", Map.of(), List.of())));

        assertThat(model.at("/services/web/scale").asInt()).isEqualTo(2);
        assertThat(model.at("/services/web/restart").asText()).isEqualTo("always");
        assertThat(model.at("/services/seed/scale").asInt()).isEqualTo(1);
    }

    /** The port is that of the container, whether it runs or not, and the engine has the text of a label as it is. */
    @Test
    void hasTheWaitsOfLabels() {
        var model = ContainersModel.of(
                List.of(exited("web", 1)),
                List.of(new ContainerSettings(
                        "web",
                        "no",
                        Map.of("dev.esb.wait.http", "/health", "dev.esb.wait.log", "ready$", "other", "x"),
                        List.of(8080))));

        assertThat(StackWaits.of(List.of(), model))
                .extracting(Object::toString)
                .containsExactly("http GET /health (service 'web')", "log 'ready$' (service 'web')");
    }
}
