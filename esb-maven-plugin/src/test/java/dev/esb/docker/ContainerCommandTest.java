package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.esb.docker.ContainerCommand.ListVolumes;
import dev.esb.docker.ContainerDetails.ConfiguredPort;
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

    @RecordedCase("inspect/container")
    void tellsThePortsAndPathsThatAContainerWasGiven(Recorded recorded) {
        assertThat(recorded.answerTo(new ContainerCommand.Details(List.of("p-web-1"))))
                .containsExactly(new ContainerDetails(
                        "web",
                        List.of(
                                new ConfiguredPort(80, "tcp", "127.0.0.1", 18080, 1),
                                new ConfiguredPort(8100, "tcp", "127.0.0.1", 18100, 1),
                                new ConfiguredPort(8101, "tcp", "127.0.0.1", 18101, 1)),
                        List.of("/stack/plain/data")));
    }

    @RecordedCase("inspect/container-gone")
    void leavesOutContainersThatAreGoneInTheMeantime(Recorded recorded) {
        assertThat(recorded.errorOutput()).containsIgnoringCase("no such object");
        assertThat(recorded.answerTo(new ContainerCommand.Details(List.of("p-after-1", "gone"))))
                .extracting(ContainerDetails::service)
                .containsExactly("after");
    }

    /** As Docker 26 prints it for a service with three containers, one of which does not run. */
    @Test
    void tellsTheRangeOfPortsOfAService() {
        assertThat(new ContainerCommand.Details(List.of("1")).parse("""
                        [{"Config": {"Labels": {"com.docker.compose.service": "web"}}, "HostConfig": {
                          "Binds": null,
                          "Mounts": [{"Type": "volume", "Source": "p_rows", "Target": "/rows"},
                            {"Type": "bind", "Source": "/stack/conf", "Target": "/conf"}],
                          "PortBindings": {
                            "53/tcp": [{"HostIp": "", "HostPort": ""}],
                            "53/udp": [{"HostIp": "", "HostPort": "28010"}, {"HostIp": "::1", "HostPort": "28011"}],
                            "80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "28000-28003"}]}}}]
                        """))
                .containsExactly(new ContainerDetails(
                        "web",
                        List.of(
                                new ConfiguredPort(53, "udp", "", 28010, 1),
                                new ConfiguredPort(53, "udp", "::1", 28011, 1),
                                new ConfiguredPort(80, "tcp", "127.0.0.1", 28000, 4)),
                        List.of("/stack/conf")));
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
    void doesNotTakeAnotherFailureForADescriptionThatIsGone() {
        ContainerCommand.Details details = new ContainerCommand.Details(List.of("a", "b"));

        assertThat(details.succeeds(1, "Error: No such object: a\nCannot connect to the Docker daemon"))
                .isFalse();
        assertThat(details.succeeds(1, "")).isFalse();
        assertThat(details.succeeds(143, "Error: No such object: a")).isFalse();
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
                .containsExactly("stop", "-t", "2", "a", "b");
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
