package dev.esb.moved;

import dev.esb.Background;
import dev.esb.archive.TarEntry;
import dev.esb.archive.TarHeader;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.VolumeMount;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.FirstEntry;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.VolumeCommand;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.environment.EnvironmentLabels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The volumes of an environment that are laid over others and over directories, as they are on the engine.
 *
 * @param docker runs the commands
 * @param volumes without those that belong to them
 * @param below the volumes that are below them
 * @param holders the containers that mount them and never run
 */
public record EnvironmentOverlays(
        Docker docker, List<Described> volumes, List<Described> below, List<ContainerDetails> holders) {
    private static final String UPPER = ".upper";
    private static final String WORK = ".work";

    /**
     * Reads them.
     *
     * @param containers all of the environment, which may be on the way; among them are those that mount the volumes and never run
     */
    public static EnvironmentOverlays read(
            Docker docker, String project, CompletableFuture<List<ContainerSummary>> containers) {
        CompletableFuture<List<ContainerDetails>> holders =
                Background.start(() -> holders(docker, Background.join(containers)));
        Map<String, String> belows = new LinkedHashMap<>();
        docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.VOLUME,
                        ComposeLabels.ofProject(project),
                        List.of(EnvironmentLabels.OVERLAY, EnvironmentLabels.BELOW)))
                .stream()
                .filter(volume ->
                        !volume.labels().get(EnvironmentLabels.OVERLAY).isEmpty())
                .forEach(volume -> belows.put(volume.name(), volume.labels().get(EnvironmentLabels.BELOW)));
        Set<String> names = new TreeSet<>(belows.keySet());
        belows.values().stream().filter(name -> !name.isEmpty()).forEach(names::add);
        Map<Boolean, List<Described>> volumes = names.isEmpty()
                ? Map.of(true, List.of(), false, List.of())
                : docker.run(new VolumeCommand.Inspect(List.copyOf(names))).stream()
                        .collect(Collectors.partitioningBy(volume -> belows.containsKey(volume.name())));
        return new EnvironmentOverlays(docker, volumes.get(true), volumes.get(false), Background.join(holders));
    }

    private static List<ContainerDetails> holders(Docker docker, List<ContainerSummary> containers) {
        List<String> holders = containers.stream()
                .filter(ContainerSummary::isHolder)
                .map(ContainerSummary::id)
                .toList();
        return holders.isEmpty() ? List.of() : docker.run(new ContainerCommand.Details(holders));
    }

    /** Those that lie over volumes of a snapshot. */
    public List<Described> ofSnapshot() {
        return volumes.stream()
                .filter(volume -> volume.labels().containsKey(EnvironmentLabels.OF_SNAPSHOT))
                .toList();
    }

    /** The others, which lie over directories of this machine and over volumes that are made outside the stack. */
    public List<Described> ofOthers() {
        List<Described> others = new ArrayList<>(volumes);
        others.removeAll(ofSnapshot());
        return others;
    }

    /**
     * Those into which containers have written, and those that a holder of such a one mounts as well.
     *
     * @param names the last names of all paths at which something is mounted: the engine makes an empty file or directory there
     */
    public List<Described> written(List<Described> among, Set<String> names) {
        Map<Described, CompletableFuture<Optional<String>>> looks = new LinkedHashMap<>();
        among.forEach(volume -> looks.put(volume, Background.start(() -> firstWritten(volume, names))));
        Set<ContainerDetails> touched = new HashSet<>();
        looks.forEach((volume, look) -> {
            if (Background.join(look).isPresent()) {
                holder(volume.name()).ifPresent(touched::add);
            }
        });
        return among.stream()
                .filter(volume ->
                        holder(volume.name()).filter(touched::contains).isPresent())
                .toList();
    }

    /** The path of a file that containers have written into one, or of one that they have removed there. */
    public Optional<String> firstWritten(Described volume, Set<String> names) {
        return holder(volume.name())
                .flatMap(holder -> target(holder, volume.name() + UPPER)
                        .flatMap(directory -> firstWritten(holder.name(), directory, names)));
    }

    private Optional<ContainerDetails> holder(String volume) {
        return holders.stream()
                .filter(holder -> target(holder, volume + UPPER).isPresent())
                .findFirst();
    }

    private static Optional<String> target(ContainerDetails holder, String volume) {
        return holder.volumeMounts().stream()
                .filter(mount -> mount.volume().equals(volume))
                .map(VolumeMount::target)
                .findFirst();
    }

    private Optional<String> firstWritten(String holder, String directory, Set<String> names) {
        return FirstEntry.of(docker, holder, directory, entry -> isData(entry, names))
                .map(entry -> entry.name().replaceFirst("^[^/]*/", ""));
    }

    private static boolean isData(TarEntry entry, Set<String> names) {
        boolean isOfMount = entry.header().type() == TarHeader.FILE
                && entry.header().size() == 0
                && names.contains(entry.name().replaceFirst(".*/", ""));
        return entry.header().type() != TarHeader.DIRECTORY && !isOfMount;
    }

    /** The names of the containers that hold some of them. */
    public List<String> holders(List<Described> some) {
        List<String> names = some.stream().map(Described::name).toList();
        return holders.stream()
                .filter(holder -> holder.volumeMounts().stream().anyMatch(mount -> names.contains(mount.volume())))
                .map(ContainerDetails::name)
                .toList();
    }

    /** Removes what was written into some of them, which no running container mounts; until that is made anew, none can. */
    public void removeWritten(List<Described> some) {
        List<String> written = some.stream()
                .flatMap(volume -> Stream.of(volume.name() + UPPER, volume.name() + WORK))
                .toList();
        if (!written.isEmpty()) {
            docker.run(new ResourceCommand.Remove(Kind.VOLUME, written));
        }
    }

    /** Removes some of them, with what was written into them. No container mounts them any more. */
    public void remove(List<Described> some) {
        // First the ones that containers see: what is left, if this process is killed in between, is laid below new
        // ones.
        List<String> all = new ArrayList<>(some.stream().map(Described::name).toList());
        some.forEach(volume -> all.addAll(List.of(volume.name() + UPPER, volume.name() + WORK)));
        if (!all.isEmpty()) {
            docker.run(new ResourceCommand.Remove(Kind.VOLUME, all));
        }
    }
}
