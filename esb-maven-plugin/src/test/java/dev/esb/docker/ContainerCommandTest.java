package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.esb.docker.ContainerCommand.InspectForRemoval;
import dev.esb.docker.ContainerDetails.ConfiguredPort;
import dev.esb.docker.ContainerDetails.VolumeMount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerCommandTest {

    @Test
    void listsContainersThatRunAndThoseThatDoNot() {
        assertThat(new ContainerCommand.ListAll("com.docker.compose.project=esb-a").arguments())
                .startsWith("ps", "--all", "--no-trunc", "--filter", "label=com.docker.compose.project=esb-a");
    }

    @Test
    void followsALogFromItsBeginningOrATime() {
        assertThat(new ContainerCommand.FollowLogs("web", Optional.empty()).arguments())
                .containsExactly("logs", "--follow", "web");
        assertThat(new ContainerCommand.FollowLogs("web", Optional.of(Instant.parse("2026-01-31T12:00:00.5Z")))
                        .arguments())
                .containsExactly("logs", "--follow", "--since", "2026-01-31T12:00:00.500Z", "web");
    }

    @Test
    void runsACommandWithATerminalOnlyWhereThereIsOne() {
        List<String> words = List.of("psql", "-c", "select 1");

        assertThat(new ContainerCommand.ExecAttached("db-1", Optional.empty(), false, words).arguments())
                .containsExactly("exec", "--interactive", "db-1", "psql", "-c", "select 1");
        assertThat(new ContainerCommand.ExecAttached("db-1", Optional.of("me"), true, words).arguments())
                .startsWith("exec", "--interactive", "--tty", "--user", "me", "db-1", "psql");
    }

    @RecordedCase("inspect/publishing")
    void tellsAllPortsThatContainersPublish(Recorded recorded) {
        List<PublishedPorts> found = recorded.answerTo(new ContainerCommand.InspectPorts(List.of("p-web-1", "open")));

        assertThat(found).extracting(PublishedPorts::name).containsExactly("p-web-1", "open");
        assertThat(found.get(0).ports())
                .containsExactly(
                        new PortBinding("127.0.0.1", 18080, 80, "tcp"),
                        new PortBinding("127.0.0.1", 18100, 8100, "tcp"),
                        new PortBinding("127.0.0.1", 18101, 8101, "tcp"));
        assertThat(found.get(1).ports())
                .contains(new PortBinding("0.0.0.0", 18053, 53, "udp"), new PortBinding("0.0.0.0", 18333, 80, "tcp"));
        assertThat(found.get(1).contains(18333)).isTrue();
        assertThat(found.get(1).contains(80)).isFalse();
    }

    /** As a container that does not run, and one that exposes a port. */
    @Test
    void tellsNoPortWhereNoneIsPublished() {
        assertThat(
                        new ContainerCommand.InspectPorts(List.of("a", "b"))
                                .parse(
                                        "{\"id\":\"a\",\"name\":\"/a\",\"ports\":{}}\n{\"id\":\"b\",\"name\":\"/b\",\"ports\":{\"81/tcp\":null}}"))
                .allSatisfy(container -> assertThat(container.ports()).isEmpty());
    }

    @RecordedCase("inspect/container")
    void tellsThePortsAndPathsThatAContainerWasGiven(Recorded recorded) {
        List<ContainerDetails> answer = recorded.answerTo(new ContainerCommand.Details(List.of("p-web-1")));

        String image = answer.get(0).image();
        assertThat(image).matches("(sha256:)?[0-9a-f]{64}");
        assertThat(answer)
                .containsExactly(new ContainerDetails(
                        "p-web-1",
                        "web",
                        image,
                        List.of(
                                new ConfiguredPort(80, "tcp", "127.0.0.1", 18080, 1),
                                new ConfiguredPort(8100, "tcp", "127.0.0.1", 18100, 1),
                                new ConfiguredPort(8101, "tcp", "127.0.0.1", 18101, 1)),
                        List.of("/stack/plain/data"),
                        List.of(new VolumeMount("p_cache", "", "/cache"))));
    }

    @RecordedCase("inspect/container")
    void tellsWhatAContainerHasFromItsService(Recorded recorded) {
        List<ContainerSettings> settings = recorded.answerTo(new ContainerCommand.Settings(List.of("p-web-1")));

        assertThat(settings).singleElement().satisfies(web -> {
            assertThat(web.service()).isEqualTo("web");
            assertThat(web.restart()).isEqualTo("no");
            assertThat(web.labels()).containsEntry("com.docker.compose.project", "p");
            assertThat(web.tcpPorts()).containsExactly(80, 8100, 8101);
        });
    }

    @RecordedCase("inspect/container-gone-id")
    void leavesAContainerOutThatIsGoneAndWasNamedByItsId(Recorded recorded) {
        assertThat(recorded.answerTo(new ContainerCommand.Details(List.of("0".repeat(64)))))
                .isEmpty();
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
                        [{"Name": "/p-web-1", "Config": {"Labels": {"com.docker.compose.service": "web"}}, "HostConfig": {
                          "Binds": null,
                          "Mounts": [{"Type": "volume", "Source": "p_rows", "Target": "/rows"},
                            {"Type": "bind", "Source": "/stack/conf", "Target": "/conf"}],
                          "PortBindings": {
                            "53/tcp": [{"HostIp": "", "HostPort": ""}],
                            "53/udp": [{"HostIp": "", "HostPort": "28010"}, {"HostIp": "::1", "HostPort": "28011"}],
                            "80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "28000-28003"}]}}}]
                        """))
                .containsExactly(new ContainerDetails(
                        "p-web-1",
                        "web",
                        "",
                        List.of(
                                new ConfiguredPort(53, "udp", "", 28010, 1),
                                new ConfiguredPort(53, "udp", "::1", 28011, 1),
                                new ConfiguredPort(80, "tcp", "127.0.0.1", 28000, 4)),
                        List.of("/stack/conf"),
                        List.of()));
    }

    /** As Docker 26 prints it for a file in a volume, and Podman 5 for a volume. */
    @Test
    void tellsWhichPartsOfVolumesAContainerMounts() {
        assertThat(new ContainerCommand.Details(List.of("1", "2")).parse("""
                        [{"HostConfig": {"Binds": null, "Mounts": [
                            {"Type": "volume", "Source": "p_a", "Target": "/a", "VolumeOptions": {"NoCopy": true}},
                            {"Type": "volume", "Source": "p_a", "Target": "/f",
                              "VolumeOptions": {"NoCopy": true, "Subpath": "sub/x.conf"}}]},
                          "Mounts": [{"Type": "volume", "Name": "p_a", "Destination": "/f"},
                            {"Type": "bind", "Source": "/etc", "Destination": "/etc"},
                            {"Type": "volume", "Name": "p_a", "Destination": "/a"}]},
                         {"HostConfig": {"Binds": ["p_b:/b:rw,rprivate,nosuid,nodev,rbind"]},
                          "Mounts": [{"Type": "volume", "Name": "p_b", "Destination": "/b"}]}]
                        """))
                .extracting(ContainerDetails::volumeMounts)
                .containsExactly(
                        List.of(new VolumeMount("p_a", "sub/x.conf", "/f"), new VolumeMount("p_a", "", "/a")),
                        List.of(new VolumeMount("p_b", "", "/b")));
    }

    @Test
    void knowsTheStepsOfAnImagesBuildFromWhatAUserHasCreated() {
        String output = """
                {"id":"1","command":"\\"/bin/sh -c '#(nop) LABEL com.docker.compose.project=p'\\""}
                {"id":"2","command":"\\"sleep infinity\\""}
                """;

        assertThat(new ContainerCommand.ListBuildSteps("com.docker.compose.project=p").parse(output))
                .containsExactly("1");
    }

    @RecordedCase("list/using")
    void namesTheContainersThatUseANetwork(Recorded recorded) {
        assertThat(recorded.answerTo(new ContainerCommand.ListUsing("network", "p_front")))
                .containsExactlyInAnyOrder("p-web-1", "p-after-1", "p-once-1");
    }

    @RecordedCase("list/on-networks")
    void listsContainersOnNetworksWhetherTheyRunOrNot(Recorded recorded) {
        assertThat(recorded.answerTo(
                        new ContainerCommand.OnNetworks(List.of("p_front", "other", "gone"), List.of("dev.esb.env"))))
                .containsExactlyInAnyOrder(
                        new NetworkMember("guest", List.of("other"), "", "", "", Map.of("dev.esb.env", "e2e-1")),
                        member("web", "other", "p_front"),
                        member("after", "p_front"),
                        member("once", "p_front"))
                .extracting(member -> member.isOn("p_front"))
                .containsOnlyOnce(false);
    }

    private static NetworkMember member(String service, String... networks) {
        return new NetworkMember(
                "p-%s-1".formatted(service),
                List.of(networks),
                "p",
                service,
                "/stack/plain",
                Map.of("dev.esb.env", ""));
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

    @RecordedCase("stop-paused")
    void stopsWhatMayBePaused(Recorded recorded) {
        assertThatCode(() -> recorded.answerTo(new ContainerCommand.Stop(List.of("p-held-1"), 1)))
                .doesNotThrowAnyException();
    }

    /** As Docker 26 said on a busy machine. */
    @Test
    void stopsWhatEndsByItselfBeforeTheEngineKillsIt() {
        assertThat(
                        new ContainerCommand.Stop(List.of("d6eb", "8b04"), 1)
                                .succeeds(
                                        1,
                                        "Error response from daemon: cannot stop container: d6eb: container d6eb is not running"))
                .isTrue();
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

    @RecordedCase("inspect/for-removal")
    void tellsWhatHasToBeKnownOfContainersBeforeTheyAreRemoved(Recorded recorded) {
        InspectForRemoval all =
                new InspectForRemoval(List.of("p-web-1", "p-db-1", "p-guest-1", "gone"), "dev.esb.external");

        List<RemovalDetails> details = recorded.answerTo(all);

        assertThat(details).extracting(RemovalDetails::id).allMatch(id -> id.matches("[0-9a-f]{64}"));
        assertThat(details).extracting(RemovalDetails::stopSignal).containsExactly("RTMIN+3", "", "");
        // The third one is paused, and mounts the volumes of the first one.
        assertThat(details).extracting(container -> container.pid() > 0).containsExactly(true, true, false);
        assertThat(details)
                .extracting(container -> Set.copyOf(container.volumes()))
                .containsExactly(Set.of("0".repeat(63) + "1", "p_cache"), Set.of(), Set.of());
    }

    @Test
    void leavesOutTheVolumesOfOtherContainersAndThoseThatALabelNames() {
        assertThat(volumes("\"from\":null,\"except\":\"b,c\"")).containsExactly("a");
        assertThat(volumes("\"from\":[\"other\"],\"except\":\"\"")).isEmpty();
    }

    private static List<String> volumes(String rest) {
        String mounts = "\"mounts\":[{\"Type\":\"volume\",\"Name\":\"a\"},{\"Type\":\"volume\",\"Name\":\"b\"}]";
        return new InspectForRemoval(List.of("1"), "dev.esb.external")
                .parse("{%s,%s}".formatted(mounts, rest))
                .get(0)
                .volumes();
    }

    @Test
    void keepsTheNameThatAContainerHasAlready() {
        ContainerCommand.Rename rename = new ContainerCommand.Rename("c1", "esb-snapshot-1");

        assertThat(rename.arguments()).containsExactly("rename", "c1", "esb-snapshot-1");
        assertThat(rename.succeeds(
                        1, "Error response from daemon: Renaming a container with the same name as its current name"))
                .isTrue();
        assertThat(rename.succeeds(1, "Error response from daemon: No such container: c1"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error response from daemon: No such container: c1 | true",
                "Error: no container with name or ID \"c1\" found: no such container | true",
                "Error response from daemon: Conflict. The container name \"/x\" is already in use | false"
            })
    void knowsWhetherAContainerIsGoneThatShallHaveAnotherName(String error, boolean isGone) {
        assertThat(ContainerCommand.Rename.isOfGone(new DockerException(List.of("rename"), 1, error)))
                .isEqualTo(isGone);
    }

    @Test
    void namesThePathsThatAContainerHasChanged() {
        ContainerCommand.Diff diff = new ContainerCommand.Diff("c1");

        assertThat(diff.arguments()).containsExactly("diff", "c1");
        assertThat(diff.parse("C /var\nA /var/a b\nD /etc/x\n\n")).containsExactly("/var", "/var/a b", "/etc/x");
    }
}
