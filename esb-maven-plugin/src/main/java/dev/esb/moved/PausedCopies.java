package dev.esb.moved;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.NewVolume;
import dev.esb.docker.PauseRecord;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Volumes of an environment that begin with a copy of what containers outside it write to. All of these containers are paused while all of it is
 * copied, so that the copies are of one moment, as a disk would have it after a loss of power.
 *
 * @param limit the most that is copied of one directory or volume
 * @param reporter receives a message before the containers are paused
 * @param takeDownEnded takes down what builds have left that have ended, which may have one of them paused
 * @param sleep how to wait for another environment that has one of them paused
 */
public record PausedCopies(Docker docker, ByteSize limit, Reporter reporter, Runnable takeDownEnded, Sleep sleep) {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** With the pause between them, five minutes. */
    private static final int ATTEMPTS = 600;

    /** With the pause between them, ten seconds. */
    private static final int ATTEMPTS_BETWEEN_LOOKS = 20;

    /**
     * What is copied.
     *
     * @param overlay the volume that gets the copy; it is not there yet
     * @param source the volume or directory, as the engine knows it
     * @param writers names of the containers that write to it
     */
    record Source(Overlay overlay, String source, List<String> writers) {}

    /**
     * Makes them. If that fails, nothing of them is left, and the containers go on.
     *
     * @param labels for all that is created, beside those of the environment's project
     * @throws EsbException when one is too large, when the engine cannot pause a container or has no room, or when another environment keeps one
     *     paused for too long
     */
    void make(List<Source> sources, String project, Map<String, String> labels, HolderImage image) {
        if (sources.isEmpty()) {
            return;
        }
        Set<String> writers = sources.stream()
                .flatMap(source -> source.writers().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        reporter.info("Copying %s; meanwhile paused: %s"
                .formatted(
                        sources.stream()
                                .map(source -> "'" + source.overlay().below() + "'")
                                .collect(Collectors.joining(", ")),
                        String.join(", ", writers)));
        Set<String> made = new LinkedHashSet<>();
        try {
            for (Source source : sources) {
                Overlay overlay = source.overlay();
                Map<String, String> all = new TreeMap<>(labels);
                all.putAll(ComposeLabels.ofVolume(project, overlay.key()));
                all.putAll(overlay.sourceLabels());
                made.add(overlay.name());
                docker.run(new VolumeCommand.Create(new NewVolume(overlay.name(), all)));
            }
            whilePaused(sources, writers, project, labels, image);
        } catch (RuntimeException e) {
            Background.uninterruptibly(() -> docker.run(new VolumeCommand.RemoveUnused(List.copyOf(made))));
            throw e;
        }
    }

    private void whilePaused(
            List<Source> sources, Set<String> writers, String project, Map<String, String> labels, HolderImage image) {
        Map<String, String> written = new TreeMap<>();
        Map<String, String> read = new TreeMap<>();
        for (int i = 0; i < sources.size(); i++) {
            written.put(VolumeCopy.target(i), sources.get(i).overlay().name());
            read.put(VolumeCopy.source(i), sources.get(i).source());
        }
        Map<String, String> helper = new TreeMap<>(labels);
        helper.putAll(ComposeLabels.ofHelper(project));
        List<PauseRecord> paused = new ArrayList<>();
        List<String> helpers = new ArrayList<>();
        try {
            helpers.add(docker.run(new ContainerCommand.CreateWithVolumes(
                    image.id(), Optional.empty(), helper, Map.of(), Map.of(), read)));
            helpers.add(docker.run(new ContainerCommand.CreateWithVolumes(image.id(), helper, written)));
            for (String writer : writers) {
                paused.add(pause(writer, project, labels, image, written));
            }
            for (int i = 0; i < sources.size(); i++) {
                copy(sources.get(i), new VolumeCopy(docker, helpers.get(0), helpers.get(1), i));
            }
        } finally {
            end(paused, helpers);
        }
    }

    /** Each of them, also where one cannot be ended. */
    private void end(List<PauseRecord> paused, List<String> helpers) {
        List<CompletableFuture<Void>> ends = paused.stream()
                .map(record -> Background.run(() -> record.end(docker)))
                .toList();
        try {
            Background.joinAll(ends);
        } finally {
            if (!helpers.isEmpty()) {
                Background.uninterruptibly(() -> docker.run(new ResourceCommand.Remove(Kind.CONTAINER, helpers)));
            }
        }
    }

    private PauseRecord pause(
            String container,
            String project,
            Map<String, String> labels,
            HolderImage image,
            Map<String, String> written) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Optional<PauseRecord> begun =
                        PauseRecord.begin(docker, container, project, image.id(), labels, written);
                if (begun.isPresent()) {
                    return begun.get();
                }
            } catch (DockerException e) {
                throw new EsbException(
                        "The container '%s' cannot be paused while what it writes to is copied, as esb.isolate asks for: %s."
                                .formatted(container, e.reason()),
                        "Stop that container while the environment comes up, or take what it writes to out of esb.isolate, to use it together.",
                        e);
            }
            if (attempt == 0) {
                reporter.info(
                        "Waiting until another environment lets '%s' go on, which copies from it".formatted(container));
            }
            if (attempt % ATTEMPTS_BETWEEN_LOOKS == 0) {
                takeDownEnded.run();
            }
            sleep.sleep(PAUSE);
        }
        throw new EsbException(
                "Another environment has the container '%s' paused, to copy what it writes to, and does not let it go on."
                        .formatted(container),
                "If its build was killed, this lets the container go on: mvn esb:prune -Desb.prune=true. Else try again later.");
    }

    private void copy(Source source, VolumeCopy copy) {
        try {
            copy.run(limit);
        } catch (VolumeCopy.TooLargeException e) {
            throw new EsbException(
                    "'%s' is larger than %s (esb.copyLimit), and has to be copied: esb.isolate names it, and %s."
                            .formatted(source.overlay().below(), limit, DataUsers.text(source.writers())),
                    "Allow more (-Desb.copyLimit=SIZE), stop what writes to it while the environment comes up, or take it out of esb.isolate, to use it together.");
        } catch (DockerException e) {
            throw VolumeParts.isOfFullDisk(e)
                    ? new EsbException(
                            "There is no room on the engine's disk for a copy of '%s', with which the environment has to begin."
                                    .formatted(source.overlay().below()),
                            "Make room there ('docker system df' says what takes it), or take it out of esb.isolate, to use it together.",
                            e)
                    : e;
        }
    }
}
