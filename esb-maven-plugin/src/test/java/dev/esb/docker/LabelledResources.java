package dev.esb.docker;

import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The labelled containers, networks and volumes of an engine, in memory: volumes can be created, all listed by label, and removed. */
public final class LabelledResources {
    private final List<Resource> all = new CopyOnWriteArrayList<>();

    /** Makes a fake answer from these. */
    public FakeDocker serve(FakeDocker docker) {
        return docker.every(VolumeCommand.Create.class, this::create)
                .every(ResourceCommand.ListLabelled.class, this::list)
                .every(ContainerCommand.ListStarted.class, this::started)
                .every(ResourceCommand.Remove.class, this::remove);
    }

    public void add(Resource resource) {
        all.add(resource);
    }

    public List<Resource> all() {
        return List.copyOf(all);
    }

    /** A volume that is there stays as it is, as on an engine. */
    public synchronized Object create(VolumeCommand.Create command) {
        if (all.stream()
                .noneMatch(other -> other.kind() == Kind.VOLUME && other.id().equals(command.name()))) {
            all.add(new Resource(Kind.VOLUME, command.name(), command.name(), command.labels()));
        }
        return null;
    }

    /** Every container counts as started. */
    private Object started(ContainerCommand.ListStarted command) {
        return list(new ResourceCommand.ListLabelled(Kind.CONTAINER, command.label(), command.labels()));
    }

    private Object list(ResourceCommand.ListLabelled command) {
        return all.stream()
                .filter(resource -> resource.kind() == command.kind() && matches(command.label(), resource))
                .map(resource -> new Resource(
                        resource.kind(),
                        resource.id(),
                        resource.name(),
                        command.labels().stream()
                                .collect(Collectors.toMap(
                                        label -> label,
                                        // The command prints an empty text for a label that is not there.
                                        label -> resource.labels().getOrDefault(label, "")))))
                .toList();
    }

    /** As {@code --filter label=} has it: a label, or a label and its value. */
    private static boolean matches(String filter, Resource resource) {
        int sign = filter.indexOf('=');
        return sign < 0
                ? resource.labels().containsKey(filter)
                : filter.substring(sign + 1).equals(resource.labels().get(filter.substring(0, sign)));
    }

    public Object remove(ResourceCommand.Remove command) {
        all.removeIf(
                resource -> resource.kind() == command.kind() && command.ids().contains(resource.id()));
        return null;
    }
}
