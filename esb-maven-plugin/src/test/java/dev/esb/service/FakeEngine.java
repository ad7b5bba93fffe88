package dev.esb.service;

import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.ConfiguredPort;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.EngineIds;
import dev.esb.docker.EngineInfo;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.LabelledResources;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import dev.esb.lease.SlotDemand;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link FakeDocker} with a memory: it keeps volumes, so that leases can be held on it, and has the networks and containers of a test. */
public final class FakeEngine {
    /** A build of this process, other than that of {@link #OTHER_BUILD}. */
    public static final Owner BUILD = Owners.livingBuild(1);

    /** Another build, which runs. */
    public static final Owner OTHER_BUILD = Owners.livingBuild(2);

    /** Another process, which brings an environment up for a person. */
    public static final Owner OTHER_PERSON = Owners.bringingUp(BuildProcess.current(3));

    /** A build whose process has ended. */
    public static final Owner ENDED_BUILD = Owners.endedBuild();

    public final FakeDocker docker = new FakeDocker();
    public final List<Network> networks = new CopyOnWriteArrayList<>();
    public final List<ContainerSummary> containers = new CopyOnWriteArrayList<>();

    private final LabelledResources labelled = new LabelledResources();

    public FakeEngine() {
        docker.answer(
                new EngineCommand.Info(),
                new EngineInfo(EngineIds.lasting("engine"), "26.1.5", "Debian", "2.26.1", "default", List.of()));
        docker.answer(new EngineCommand.Ids(), EngineIds.lasting("engine"));
        docker.then(
                new NetworkCommand.ListAll(),
                command -> networks.stream()
                        .map(network ->
                                new NetworkCommand.NetworkSummary(network.name(), network.name(), network.project()))
                        .toList());
        docker.every(
                NetworkCommand.Inspect.class,
                command -> networks.stream()
                        .filter(network -> command.ids().contains(network.name()))
                        .toList());
        labelled.serve(docker);
        docker.every(
                ContainerCommand.ListAll.class,
                command -> containers.stream()
                        .filter(container -> command.label().endsWith("=" + container.project())
                                || command.label().endsWith("=" + container.service()))
                        .toList());
        docker.every(ResourceCommand.Remove.class, command -> {
            containers.removeIf(container ->
                    command.kind() == Kind.CONTAINER && command.ids().contains(container.id()));
            return labelled.remove(command);
        });
        docker.every(ContainerCommand.Start.class, command -> {
            containers.replaceAll(
                    container -> container.id().equals(command.container()) ? running(container) : container);
            return null;
        });
        docker.every(
                ContainerCommand.Details.class,
                command -> containers.stream()
                        .filter(container -> command.containers().contains(container.id()))
                        .map(FakeEngine::details)
                        .toList());
        docker.every(ContainerCommand.Settings.class, command -> List.of());
        docker.every(ImageCommand.Ids.class, command -> Optional.of(command.names()));
        docker.every(ImageCommand.ListLabelled.class, command -> List.of());
        docker.every(ImageCommand.ListUntagged.class, command -> List.of());
        docker.every(ContainerCommand.ListBuildSteps.class, command -> List.of());
        docker.every(ContainerCommand.InspectForRemoval.class, command -> List.of());
        docker.every(ComposeCommand.Down.class, this::down);
    }

    /** Claims a slot for an environment. */
    public Lease lease(EnvironmentKey key, Owner owner) {
        LeaseRegistry leases = new LeaseRegistry(docker, owner, Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE);
        return leases.claim(
                key, "", new SlotDemand(1, 1, 797, 797, Set.of()), leases.all(), OptionalInt.empty(), slot -> true);
    }

    public List<Lease> leases() {
        return LeaseRegistry.reading(docker).all();
    }

    /** The volumes, and what else a test has labelled. */
    public List<Resource> labelled() {
        return labelled.all();
    }

    /** Labels something with a build, as Compose does for environments of builds. */
    public void label(Kind kind, String name, String project, Owner owner) {
        String build = owner.process().orElseThrow().text();
        labelled.add(
                new Resource(kind, name, name, Map.of("dev.esb.build", build, "com.docker.compose.project", project)));
    }

    /** A network or volume that Compose created for a project. */
    public void labelProject(Kind kind, String name, String project) {
        labelled.add(new Resource(kind, name, name, Map.of("com.docker.compose.project", project)));
    }

    /** What environment {@code b} has while it has a container of {@code a} paused, for a copy. */
    public static ContainerSummary pauseRecord(String service) {
        String name = "esb-paused-esb-a-%s-1".formatted(service);
        return new ContainerSummary("id-" + name, name, "esb-b", "(paused copy)", 0, "created", "Created", List.of());
    }

    private static ContainerSummary running(ContainerSummary container) {
        return new ContainerSummary(
                container.id(),
                container.name(),
                container.project(),
                container.service(),
                container.number(),
                "running",
                "Up 1 second",
                container.ports());
    }

    private static ContainerDetails details(ContainerSummary container) {
        return new ContainerDetails(
                container.name(),
                container.service(),
                "",
                container.ports().stream()
                        .map(port -> new ConfiguredPort(
                                port.target(), port.protocol(), port.hostAddress(), port.published(), 1))
                        .toList(),
                List.of(),
                List.of());
    }

    private Object down(ComposeCommand.Down command) {
        containers.removeIf(container -> container.project().equals(command.project()));
        networks.removeIf(network -> network.project().equals(command.project()));
        return null;
    }
}
