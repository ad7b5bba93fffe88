package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.VolumeCommand.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VolumeCommandTest {

    @Test
    void listsVolumesWithTheLabelsAskedFor() {
        VolumeCommand.ListLabelled list = new VolumeCommand.ListLabelled(
                "dev.esb.slot", List.of("dev.esb.slot", "dev.esb.owner", "dev.esb.stack"));

        assertThat(list.arguments())
                .startsWith("volume", "ls", "--filter", "label=dev.esb.slot", "--format")
                .last()
                .isEqualTo("{\"name\":{{json .Name}},\"dev.esb.slot\":{{json (.Label \"dev.esb.slot\")}},"
                        + "\"dev.esb.owner\":{{json (.Label \"dev.esb.owner\")}},"
                        + "\"dev.esb.stack\":{{json (.Label \"dev.esb.stack\")}}}");
        assertThat(list.parse(Recorded.output("volumes.jsonl")))
                .containsExactly(
                        new Volume(
                                "esb-slot-7",
                                Map.of(
                                        "dev.esb.slot", "7",
                                        "dev.esb.owner", "me, \"you\" <a=b>",
                                        "dev.esb.stack", "")),
                        new Volume(
                                "esb-slot-8",
                                Map.of(
                                        "dev.esb.slot", "8",
                                        "dev.esb.owner", "ci@runner",
                                        "dev.esb.stack", "payments")));
        assertThat(list.parse("")).isEmpty();
    }

    @Test
    void inspectsVolumesWithAllTheirLabels() {
        VolumeCommand.Inspect inspect = new VolumeCommand.Inspect(List.of("esb-slot-7", "data"));

        assertThat(inspect.arguments()).containsExactly("volume", "inspect", "esb-slot-7", "data");
        assertThat(inspect.parse(Recorded.output("volume-inspect.json")))
                .containsExactly(
                        new Volume("esb-slot-7", Map.of("dev.esb.slot", "7", "dev.esb.owner", "me, \"you\" <a=b>")),
                        new Volume("data", Map.of()));
    }

    @Test
    void createsAVolumeWithLabels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("dev.esb.slot", "7");
        labels.put("dev.esb.stack", "");

        assertThat(new VolumeCommand.Create("esb-slot-7", labels).arguments())
                .containsExactly(
                        "volume", "create", "--label", "dev.esb.slot=7", "--label", "dev.esb.stack=", "esb-slot-7");
    }

    @Test
    void removesVolumesThatMayBeGone() {
        assertThat(new VolumeCommand.Remove(List.of("a", "b")).arguments())
                .containsExactly("volume", "rm", "--force", "a", "b");
    }
}
