package dev.esb.snapshot;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import dev.esb.docker.TarEntry;
import dev.esb.docker.TarHeader;
import dev.esb.docker.TarReader;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.isolation.IsolatedModel;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What containers have written into directories of this machine, and into volumes made outside the stack, over which the environment has volumes. */
record WrittenOverlays(Docker docker, String project) {

    /**
     * The first one into which something was written.
     *
     * @param containers all of the environment, also those that only hold volumes
     */
    Optional<String> first(IsolatedModel isolated, List<ContainerSummary> containers) {
        Map<String, String> below = new LinkedHashMap<>();
        isolated.moves().stream()
                .filter(move ->
                        move.place() instanceof InVolume place && place.volume().isOverlay())
                .forEach(move -> below.put(((InVolume) move.place()).volume().name(project) + ".upper", path(move)));
        isolated.overlays().forEach(overlay -> below.put(overlay.name() + ".upper", overlay.external()));
        List<String> holders = containers.stream()
                .filter(ContainerSummary::isHolder)
                .map(ContainerSummary::id)
                .toList();
        if (below.isEmpty() || holders.isEmpty()) {
            return Optional.empty();
        }
        Set<String> targets = targets(isolated);
        for (ContainerDetails holder : docker.run(new ContainerCommand.Details(holders))) {
            for (ContainerDetails.VolumeMount mount : holder.volumeMounts()) {
                String name = below.get(mount.volume());
                if (name != null) {
                    Optional<String> written = written(holder.name(), mount.target(), targets);
                    if (written.isPresent()) {
                        return written.map(path -> "'%s' in '%s'".formatted(path, name));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String path(PathMove move) {
        return ((InVolume) move.place()).volume().path().toString();
    }

    /** The last names of all paths at which something is mounted: the engine makes an empty file or directory there. */
    private static Set<String> targets(IsolatedModel isolated) {
        return StreamSupport.stream(isolated.model().path("services").spliterator(), false)
                .flatMap(service -> StreamSupport.stream(service.path("volumes").spliterator(), false))
                .map(mount ->
                        mount.path("target").asText().replaceFirst("/+$", "").replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
    }

    private Optional<String> written(String holder, String directory, Set<String> targets) {
        AtomicReference<String> found = new AtomicReference<>();
        StopSwitch enough = new StopSwitch();
        TarReader reader = new TarReader(entry -> {
            if (isData(entry, targets) && found.compareAndSet(null, entry.name().replaceFirst("^[^/]*/", ""))) {
                enough.stop();
            }
            return OutputStream.nullOutputStream();
        });
        try {
            docker.copyOutput(new ContainerCommand.CopyOut(holder, directory), reader, enough);
        } catch (DockerException e) {
            // A command that is ended has failed.
            if (found.get() == null) {
                throw e;
            }
        }
        return Optional.ofNullable(found.get());
    }

    private static boolean isData(TarEntry entry, Set<String> targets) {
        boolean isEmptyFile = entry.header().type() == TarHeader.FILE
                && entry.header().size() == 0
                && targets.contains(entry.name().replaceFirst(".*/", ""));
        return entry.header().type() != TarHeader.DIRECTORY && !isEmptyFile;
    }
}
