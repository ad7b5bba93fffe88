package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceCommandTest {

    @Test
    void listsVolumesWithTheLabelsAskedFor() {
        ListLabelled list = new ListLabelled(
                Kind.VOLUME, "dev.esb.slot", List.of("dev.esb.slot", "dev.esb.owner", "dev.esb.stack"));

        assertThat(list.arguments())
                .startsWith("volume", "ls", "--filter", "label=dev.esb.slot", "--format")
                .last()
                .isEqualTo("{\"id\":{{json .Name}},\"name\":{{json .Name}},"
                        + "\"dev.esb.slot\":{{json (.Label \"dev.esb.slot\")}},"
                        + "\"dev.esb.owner\":{{json (.Label \"dev.esb.owner\")}},"
                        + "\"dev.esb.stack\":{{json (.Label \"dev.esb.stack\")}}}");
        assertThat(list.parse(Recorded.output("volumes.jsonl")))
                .containsExactly(
                        new Resource(
                                Kind.VOLUME,
                                "esb-slot-7",
                                "esb-slot-7",
                                Map.of(
                                        "dev.esb.slot", "7",
                                        "dev.esb.owner", "me, \"you\" <a=b>",
                                        "dev.esb.stack", "")),
                        new Resource(
                                Kind.VOLUME,
                                "esb-slot-8",
                                "esb-slot-8",
                                Map.of(
                                        "dev.esb.slot", "8",
                                        "dev.esb.owner", "ci@runner",
                                        "dev.esb.stack", "payments")));
        assertThat(list.parse("")).isEmpty();
    }

    @Test
    void listsContainersThatDoNotRun() {
        assertThat(new ListLabelled(Kind.CONTAINER, "a=b", List.of()).arguments())
                .containsExactly(
                        "container",
                        "ls",
                        "--filter",
                        "label=a=b",
                        "--format",
                        "{\"id\":{{json .ID}},\"name\":{{json .Names}}}",
                        "--all");
        assertThat(new ListLabelled(Kind.NETWORK, "a=b", List.of()).arguments())
                .last()
                .isEqualTo("{\"id\":{{json .ID}},\"name\":{{json .Name}}}");
    }

    @Test
    void removesWhatMayBeGone() {
        Remove volumes = new Remove(Kind.VOLUME, List.of("a", "b"));
        assertThat(volumes.arguments()).containsExactly("volume", "rm", "--force", "a", "b");
        assertThat(new Remove(Kind.CONTAINER, List.of("1")).arguments())
                .containsExactly("container", "rm", "--force", "--volumes", "1");
        assertThat(new Remove(Kind.CONTAINER, List.of("1"))
                        .succeeds(1, "Error response from daemon: removal of container 1 is already in progress"))
                .isTrue();

        Remove networks = new Remove(Kind.NETWORK, List.of("1"));
        assertThat(networks.arguments()).containsExactly("network", "rm", "--force", "1");
        assertThat(networks.succeeds(1, "Error response from daemon: network 1 not found"))
                .isTrue();
        assertThat(networks.succeeds(1, "Error response from daemon: network a_default has active endpoints"))
                .isFalse();
        assertThat(networks.succeeds(137, "")).isFalse();
    }
}
