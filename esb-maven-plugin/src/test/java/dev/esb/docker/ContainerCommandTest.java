package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.esb.docker.ContainerCommand.ListVolumes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerCommandTest {

    @Test
    void listsContainersThatRunAndThoseThatDoNot() {
        assertThat(new ContainerCommand.ListAll("com.docker.compose.project=esb-a").arguments())
                .startsWith("ps", "--all", "--no-trunc", "--filter", "label=com.docker.compose.project=esb-a");
    }

    @RecordedCase("list/publishing")
    void namesTheContainerThatPublishesAPort(Recorded recorded) {
        assertThat(recorded.answerTo(new ContainerCommand.Publishing(18100))).containsExactly("p-web-1");
        assertThat(recorded.answerTo(new ContainerCommand.Publishing(8100))).isEmpty();
    }

    @Test
    void namesTheContainerThatPublishesAPortForUdp() {
        assertThat(new ContainerCommand.Publishing(53).parse("{\"name\":\"dns\",\"ports\":\"0.0.0.0:53->53/udp\"}"))
                .containsExactly("dns");
    }

    @RecordedCase("list/using")
    void namesTheContainersThatUseANetwork(Recorded recorded) {
        assertThat(recorded.answerTo(new ContainerCommand.ListUsing("network", "p_front")))
                .containsExactlyInAnyOrder("p-web-1", "p-after-1", "p-once-1");
    }

    @RecordedCase("stop")
    void stops(Recorded recorded) {
        assertThatCode(() -> recorded.answerTo(new ContainerCommand.Stop(List.of("p-after-1"), 1)))
                .doesNotThrowAnyException();
    }

    @RecordedCase("stop-gone")
    void stopsWhatMayBeGone(Recorded recorded) {
        assertThat(recorded.errorOutput()).containsIgnoringCase("no such container");
        assertThatCode(() -> recorded.answerTo(new ContainerCommand.Stop(List.of("p-after-1", "gone"), 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotTakeAnotherFailureForAContainerThatIsGone() {
        ContainerCommand.Stop stop = new ContainerCommand.Stop(List.of("a", "b"), 2);

        assertThat(stop.succeeds(1, "No such container: a\nCannot connect to the Docker daemon"))
                .isFalse();
        assertThat(stop.succeeds(1, "")).isFalse();
        assertThat(stop.succeeds(143, "No such container: a")).isFalse();
    }

    @Test
    void stopsContainersTogetherWithOneGracePeriod() {
        assertThat(new ContainerCommand.Stop(List.of("a", "b"), 2).arguments())
                .containsExactly("stop", "--time", "2", "a", "b");
    }

    @RecordedCase("list/volumes-of-containers")
    void namesTheVolumesThatContainersMountUnlessALabelSaysWhoseTheyAre(Recorded recorded) {
        ListVolumes all = new ListVolumes(List.of("p-web-1", "p-db-1", "p-guest-1", "gone"), "dev.esb.external");

        assertThat(recorded.answerTo(all)).containsExactly("0".repeat(63) + "1", "p_cache");
    }

    @Test
    void leavesOutTheVolumesOfOtherContainersAndThoseThatALabelNames() {
        ListVolumes list = new ListVolumes(List.of("1"), "dev.esb.external");
        String mounts = "{\"mounts\":[{\"Type\":\"volume\",\"Name\":\"a\"},{\"Type\":\"volume\",\"Name\":\"b\"}],";

        assertThat(list.parse(mounts + "\"from\":null,\"except\":\"b,c\"}")).containsExactly("a");
        assertThat(list.parse(mounts + "\"from\":[\"other\"],\"except\":\"\"}")).isEmpty();
    }
}
