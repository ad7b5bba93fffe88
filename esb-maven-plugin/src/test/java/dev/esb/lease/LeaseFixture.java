package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.LabelledResources;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        return hold(lease(key, slot, 1, owner, CREATED, "/project"));
    }

    /** A lease as it is claimed. */
    public static Lease lease(EnvironmentKey key, int slot, int count, Owner owner, Instant created, String source) {
        Claim claim = new Claim("claim of " + key + " by " + owner + " at " + created, owner, created);
        return Lease.claimed(key, new SlotRun(slot, count), source, claim);
    }

    public Lease hold(Lease lease) {
        LeaseVolumes.Outcome outcome = new LeaseVolumes(own).claim(lease);
        assertThat(outcome).isEqualTo(LeaseVolumes.Outcome.WON);
        return lease;
    }

    /** Lets a process bring up once more an environment that has a lease. */
    public Lease update(EnvironmentKey key, BuildProcess process) {
        Lease lease = lease(key);
        Ownership next = lease.ownership().updatedBy(process, CREATED);
        assertThat(new LeaseVolumes(own).change(lease, next)).isEqualTo(LeaseVolumes.Outcome.WON);
        return lease.with(next);
    }

    /** The lease that an environment has. */
    public Lease lease(EnvironmentKey key) {
        return LeaseRegistry.of(key, LeaseRegistry.reading(own).all()).orElseThrow();
    }

    public void release(Lease lease) {
        LeaseRegistry.reading(own).release(lease);
    }

    /** Removes the volumes of an environment that has a container, as {@code docker volume prune --all} does. */
    public Lease lose(Lease lease) {
        addContainer(lease);
        release(lease);
        return lease;
    }

    /** The environments that have a lease now. */
    public List<EnvironmentKey> held() {
        return LeaseRegistry.reading(own).all().stream().map(Lease::key).toList();
    }

    public List<Lease> leases() {
        return LeaseRegistry.reading(own).all();
    }

    /** All volumes. */
    public List<Resource> volumes() {
        return resources.all().stream()
                .filter(resource -> resource.kind() == Kind.VOLUME)
                .toList();
    }

    /** As {@code docker volume rm} does it. */
    public void removeVolume(String name) {
        own.run(new ResourceCommand.Remove(Kind.VOLUME, List.of(name)));
    }

    /** Adds a container of an environment, with the labels of its lease. */
    public void addContainer(Lease lease) {
        resources.add(container(lease));
    }

    static Resource container(Lease lease) {
        Map<String, String> labels = new HashMap<>();
        LeaseLabels.ALL.forEach(label -> labels.put(label, lease.labels().getOrDefault(label, "")));
        lease.claim().owner().process().ifPresent(process -> labels.put(EnvironmentLabels.BUILD, process.text()));
        labels.put(ComposeLabels.PROJECT, lease.key().project());
        return new Resource(Kind.CONTAINER, "c1", lease.key().project() + "-db-1", Map.copyOf(labels));
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
