package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VolumeCommandTest {
    private static final NewVolume OVERLAY =
            new NewVolume("a", Map.of("l", "1"), Optional.of("lowerdir=/x,upperdir=/y"));

    private static final String ANONYMOUS = "0".repeat(63) + "1";

    @Test
    void createsAVolumeWithLabels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("dev.esb.slot", "7");
        labels.put("dev.esb.stack", "");

        assertThat(new VolumeCommand.Create("esb-slot-7", labels).arguments())
                .containsExactly(
                        "volume", "create", "--label", "dev.esb.slot=7", "--label", "dev.esb.stack=", "esb-slot-7");
    }

    /** Podman's answer to the second of two that created it at the same moment; otherwise it says nothing, as Docker. */
    @Test
    void leavesAVolumeAsItIsThatAnotherProcessHasJustCreated() {
        VolumeCommand.Create create = new VolumeCommand.Create("esb-slot-7", Map.of());

        assertThat(
                        create.succeeds(
                                1,
                                "Error response from daemon: volume with name esb-slot-7 already exists: volume already exists"))
                .isTrue();
        assertThat(create.succeeds(1, "Error response from daemon: no space left on device"))
                .isFalse();
    }

    @RecordedCase("list/volume-labels")
    void namesTheLabelsOfVolumesThatAreThere(Recorded recorded) {
        assertThat(recorded.answerTo(new VolumeCommand.Labels(List.of(ANONYMOUS, "p_cache", "gone"))))
                .isEqualTo(Map.of(ANONYMOUS, Set.of("com.docker.volume.anonymous"), "p_cache", Set.of()));
    }

    @RecordedCase("inspect/volumes")
    void tellsWhereTheDataOfVolumesIs(Recorded recorded) {
        List<VolumeCommand.Described> volumes =
                recorded.answerTo(new VolumeCommand.Inspect(List.of("p_rows", "p_memory", "gone")));

        assertThat(volumes)
                .extracting(
                        VolumeCommand.Described::name,
                        VolumeCommand.Described::directory,
                        VolumeCommand.Described::isDirectory,
                        VolumeCommand.Described::labels)
                .containsExactly(
                        tuple("p_rows", "/var/lib/docker/volumes/p_rows/_data", true, Map.of("a", "1")),
                        tuple("p_memory", "/var/lib/docker/volumes/p_memory/_data", false, Map.of()));
        assertThat(volumes).allSatisfy(volume -> assertThat(volume.created()).startsWith("2026-"));
    }

    @Test
    void laysAVolumeOverAnother() {
        assertThat(new VolumeCommand.Create(OVERLAY).arguments())
                .containsExactly(
                        "volume",
                        "create",
                        "--label",
                        "l=1",
                        "--driver",
                        "local",
                        "--opt",
                        "type=overlay",
                        "--opt",
                        "device=overlay",
                        "--opt",
                        "o=lowerdir=/x,upperdir=/y",
                        "a");
    }

    /** The engine takes each field from between quotes; two of them within a field stand for one. */
    @Test
    void isCreatedWithTheContainerThatMountsIt() {
        NewVolume quoted = new NewVolume("b", Map.of("l", "a \"word\", another"));

        assertThat(OVERLAY.mount("/x"))
                .isEqualTo(
                        "\"type=volume\",\"source=a\",\"target=/x\",\"volume-nocopy\",\"volume-label=l=1\",\"volume-driver=local\",\"volume-opt=type=overlay\",\"volume-opt=device=overlay\",\"volume-opt=o=lowerdir=/x,upperdir=/y\"");
        assertThat(quoted.mount("/y")).endsWith(",\"volume-label=l=a \"\"word\"\", another\"");
    }

    @RecordedCase("remove/volume-unused")
    void leavesVolumesThatAreInUseWithoutAnError(Recorded recorded) {
        assertThatCode(() -> recorded.answerTo(new VolumeCommand.RemoveUnused(List.of(ANONYMOUS, "gone"))))
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereAVolumeCannotBeRemovedForAnotherReason() {
        assertThat(new VolumeCommand.RemoveUnused(List.of("a"))
                        .succeeds(1, "Error response from daemon: remove a: unable to remove: device or resource busy"))
                .isFalse();
    }

    @Test
    void tellsTheSizesOfAllVolumes() {
        VolumeCommand.Sizes sizes = new VolumeCommand.Sizes();

        assertThat(
                        sizes.parse(
                                "[{\"Name\":\"rows\",\"Size\":\"480.2MB\",\"Links\":\"1\"},{\"Name\":\"nfs\",\"Size\":\"N/A\"}]\n"))
                .isEqualTo(Map.of("rows", "480.2MB", "nfs", "N/A"));
        assertThat(sizes.parse("null\n")).isEmpty();
    }
}
