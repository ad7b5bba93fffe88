package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.FakeDocker;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The versions of a lease's labels. */
class LeaseLabelsTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e-1", "");

    /** As the version before has written them, for a build. */
    private static final Map<String, String> FIRST = Map.ofEntries(
            Map.entry("dev.esb.format", "1"),
            Map.entry("dev.esb.env", "e2e-1"),
            Map.entry("dev.esb.stack", ""),
            Map.entry("dev.esb.claim", "0b5b0b9e-7f0c-4c7b-9d7a-5a2f1b1e9c11"),
            Map.entry("dev.esb.slot", "7"),
            Map.entry("dev.esb.slots", "1"),
            Map.entry("dev.esb.owner", "me@box"),
            Map.entry("dev.esb.owner.kind", "build"),
            Map.entry(
                    "dev.esb.owner.process",
                    Owners.ALIVE.machine() + "|" + Owners.ALIVE.boot() + "|" + Owners.ALIVE.namespace()
                            + "|7|4711|1769860800000"),
            Map.entry("dev.esb.expires", ""),
            Map.entry("dev.esb.created", "2026-01-31T12:00:00Z"),
            Map.entry("dev.esb.source", "/project/compose.yml"));

    private final LeaseFixture engine = new LeaseFixture();
    private final FakeDocker docker = engine.serve(new FakeDocker());

    @Test
    void ofTheFirstFormatAreReadAndWrittenAgainAsTheyWere() {
        docker.run(new VolumeCommand.Create("esb-slot-7", FIRST));

        Lease lease = engine.lease(KEY);

        assertThat(lease.labels()).containsExactlyInAnyOrderEntriesOf(FIRST);
        assertThat(lease.owner().process().orElseThrow().user()).isEmpty();
    }

    /** An earlier version would take such a process for one of another machine, or for nothing that it can read. */
    @Test
    void areOfTheSecondFormatWhereAProcessSaysMore() {
        Lease lease = engine.hold(KEY, 7, Owners.build(Owners.IN_CONTAINER));

        assertThat(lease.labels()).containsEntry("dev.esb.format", "2");
        assertThat(engine.lease(KEY)).isEqualTo(lease);
    }

    @Test
    void ofAChangeAreOfTheFormatOfTheProcessesInIt() {
        engine.hold(KEY, 7, Owners.PERSON);

        engine.update(KEY, Owners.IN_CONTAINER);

        assertThat(engine.lease(KEY).ownership().updating()).contains(Owners.IN_CONTAINER);
        assertThat(engine.volumes())
                .filteredOn(volume -> volume.name().startsWith("esb-owner-"))
                .extracting(volume -> volume.labels().get("dev.esb.format"))
                .isEqualTo(List.of("2"));
        assertThat(engine.lease(KEY).labels()).containsEntry("dev.esb.format", "1");
    }
}
