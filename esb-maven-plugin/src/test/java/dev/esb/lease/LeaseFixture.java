package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.FakeDocker;
import dev.esb.docker.LabelledResources;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The volumes of an engine, in memory, which is all that leases need: they are created, listed by their labels, and removed. So a test can
 * hold leases before its subject runs, and see afterwards which are left.
 *
 * <p>Of what is not a volume, the engine has nothing; a test that needs some gives the command an answer of its own.
 */
public final class LeaseFixture {
    private static final Instant CREATED = Instant.parse("2026-01-31T12:00:00Z");

    private final LabelledResources resources = new LabelledResources();
    // Not the subject's, whose calls are the ones that a test looks at.
    private final FakeDocker own = serve(new FakeDocker());

    /** Makes another fake answer from these volumes. */
    public FakeDocker serve(FakeDocker docker) {
        return resources.serve(docker);
    }

    /** Holds one slot. */
    public Lease hold(EnvironmentKey key, int slot, Owner owner) {
        return hold(new Lease(key, slot, 1, owner, CREATED, "/project"));
    }

    public Lease hold(Lease lease) {
        LeaseVolumes.Outcome outcome = new LeaseVolumes(own).claim(lease, lease.toString(), Optional.empty());
        assertThat(outcome).isEqualTo(new LeaseVolumes.Outcome.Won());
        return lease;
    }

    public void release(Lease lease) {
        LeaseRegistry.reading(own).release(lease);
    }

    /** The environments that have a lease now. */
    public List<EnvironmentKey> held() {
        return LeaseRegistry.reading(own).all().stream().map(Lease::key).toList();
    }

    /** The volumes of a lease, as the engine lists them. */
    public static List<Resource> volumes(Lease lease) {
        LeaseFixture single = new LeaseFixture();
        single.hold(lease);
        return single.resources.all();
    }

    /** Creates a volume, as the command does. */
    Object create(VolumeCommand.Create command) {
        return resources.create(command);
    }
}
