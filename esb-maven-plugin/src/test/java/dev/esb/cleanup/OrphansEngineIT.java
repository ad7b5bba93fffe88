package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.SeparateMachine;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owners;
import dev.esb.lease.SlotDemand;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the engine makes for a build after it has ended. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class OrphansEngineIT {
    private final EnvironmentKey key =
            EnvironmentKey.of("o-" + UUID.randomUUID().toString().substring(0, 8), "");
    /** Else the next {@code up} of any other test would remove what this one looks for. */
    private final SeparateMachine machine = new SeparateMachine();

    private final Orphans orphans = new Orphans(machine);

    @AfterEach
    void removeOwn() {
        String label = "com.docker.compose.project=" + key.project();
        for (Kind kind : List.of(Kind.NETWORK, Kind.VOLUME)) {
            orphans.remove(machine.run(new ListLabelled(kind, label, List.of())));
        }
    }

    @Test
    void areFoundAndRemoved() {
        make(Owners.DEAD.text());
        assertThat(own()).hasSize(2);

        orphans.remove(own());

        assertThat(own()).isEmpty();
    }

    @Test
    void areNotThoseOfABuildThatLivesOrMayLive() {
        make(Owners.ALIVE.text());
        make(Owners.ELSEWHERE.text());
        make("");
        make("something else");

        assertThat(own()).isEmpty();
    }

    @Test
    void areNotThoseThatStillHaveALease() {
        make(Owners.DEAD.text());
        LeaseRegistry leases =
                new LeaseRegistry(machine, Owners.endedBuild(), Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE);
        Lease lease = leases.claim(
                key,
                "/project",
                new SlotDemand(1, 1, 797, 797, Set.of()),
                leases.all(),
                OptionalInt.empty(),
                slot -> true);
        try {
            assertThat(own()).isEmpty();
        } finally {
            leases.release(lease);
        }
    }

    private List<Resource> own() {
        return orphans.find().stream()
                .filter(orphan -> orphan.name().contains(key.project()))
                .toList();
    }

    private void make(String build) {
        Map<String, String> labels = Map.of("com.docker.compose.project", key.project(), "dev.esb.build", build);
        String name = key.project() + "_" + UUID.randomUUID();
        machine.run(new NetworkCommand.Create(name, labels));
        machine.run(new VolumeCommand.Create(name, labels));
    }
}
