package dev.esb.cleanup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.EngineIds;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.RemovalDetails;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.PrivateFiles;
import dev.esb.environment.RenderedHeader;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An engine that answers from memory, on which a test puts environments. */
public final class EnvironmentFixture {
    public static final String ENGINE = "engine-1";
    public static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    public final LeaseFixture leases = new LeaseFixture();
    public final FakeDocker docker = leases.serve(new FakeDocker())
            .answer(new EngineCommand.Ids(), EngineIds.lasting(ENGINE))
            .every(ContainerCommand.ListAll.class, command -> List.of())
            .every(ContainerCommand.ListBuildSteps.class, command -> List.of())
            .every(ImageCommand.ListLabelled.class, command -> List.of())
            .every(ImageCommand.ListUntagged.class, command -> List.of())
            .every(ContainerCommand.InspectForRemoval.class, command -> List.of());
    public final DirectoryLayout layout;

    /** @param directory for the directories of the environments; nothing is created */
    public EnvironmentFixture(Path directory) {
        this.layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"));
    }

    /** An environment with a lease, a directory, a rendered file and a container for each of the services. */
    public EnvironmentKey bringUp(String name, int slot, Owner owner, String... services) throws IOException {
        EnvironmentKey key = EnvironmentKey.of(name, "");
        render(leases.hold(key, slot, owner));
        MarkedDirectory.create(layout.of(key).config(), List.of(ENGINE));
        docker.answer(listContainers(key), containers(key, services));
        return key;
    }

    /** The rendered file that {@code up} of this user writes. */
    void render(Lease lease) throws IOException {
        String header = RenderedHeader.of(
                lease.source(), lease.key(), lease.slot(), lease.claim().id());
        PrivateFiles.write(layout.of(lease.key()).renderedFile(), "# " + header + "\n");
    }

    /** The services of an environment, in the file without which it cannot be taken down; in the form of YAML. */
    TakeDownFile keep(EnvironmentKey key, String services) throws IOException {
        ObjectNode model = new YAMLMapper().createObjectNode().put("name", key.project());
        model.set("services", new YAMLMapper().readTree(services));
        TakeDownFile.in(directories(key)).keep(model, Path.of("/stack"));
        return TakeDownFile.in(directories(key));
    }

    public Directories directories(EnvironmentKey key) {
        return layout.of(key);
    }

    public static List<ContainerSummary> containers(EnvironmentKey key, String... services) {
        return Arrays.stream(services)
                .map(service -> container(key, key.project() + "-" + service + "-1", service))
                .toList();
    }

    static ContainerSummary container(EnvironmentKey key, String name, String service) {
        return new ContainerSummary(
                "id-" + service, name, key.project(), service, 1, "running", "Up 3 seconds", List.of());
    }

    static ContainerCommand.ListAll listContainers(EnvironmentKey key) {
        return new ContainerCommand.ListAll("com.docker.compose.project=" + key.project());
    }

    static ContainerCommand.Stop stop(String... services) {
        return new ContainerCommand.Stop(
                Arrays.stream(services).map(service -> "id-" + service).toList(), (int) STOP_TIMEOUT.toSeconds());
    }

    public static ComposeCommand.Down composeDown(EnvironmentKey key) {
        return new ComposeCommand.Down(key.project());
    }

    static ComposeCommand.Logs logs(EnvironmentKey key, boolean follow) {
        return new ComposeCommand.Logs(key.project(), follow, Optional.empty(), "all", List.of());
    }

    static ImageCommand.ListLabelled listImages(EnvironmentKey key) {
        return new ImageCommand.ListLabelled("com.docker.compose.project=" + key.project());
    }

    static ImageCommand.ListUntagged listUntagged(EnvironmentKey key) {
        return new ImageCommand.ListUntagged("com.docker.compose.project=" + key.project());
    }

    static ContainerCommand.InspectForRemoval inspect(String... services) {
        return new ContainerCommand.InspectForRemoval(
                Arrays.stream(services).map(service -> "id-" + service).toList(), "dev.esb.external");
    }

    /** What the engine says of the container of a service. */
    static RemovalDetails details(String service, long pid, String... volumes) {
        return new RemovalDetails("id-" + service, pid, "", List.of(volumes));
    }

    static ResourceCommand.Remove removeVolumes(String... names) {
        return new ResourceCommand.Remove(Kind.VOLUME, List.of(names));
    }
}
