package dev.esb.it.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an engine has done for the builds of this process. One {@code docker events} for all of them: to ask the engine again and again
 * takes a part of a processor.
 */
final class EngineEvents {
    /** What a build is seen to do on the engine. */
    enum Kind {
        /** Or the work on an environment that has its slot is recorded. */
        SLOT_CLAIMED,
        CONTAINER_CREATED,
        /** SIGTERM was sent to one. */
        CONTAINER_STOPS,
        /** A container says so. */
        SNAPSHOT_BEGUN
    }

    private static final long PAUSE_MILLIS = 200;
    private static final Map<String, EngineEvents> OF_ENGINES = new ConcurrentHashMap<>();

    private final Map<String, List<Event>> ofProjects = new ConcurrentHashMap<>();
    private volatile Process command;

    private record Event(Kind kind, String id) {}

    private EngineEvents(String engine) {
        long since = Instant.now().getEpochSecond();
        Thread reader = new Thread(
                () -> {
                    Shell.useEngine(engine);
                    read(since);
                },
                "docker-events");
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> command.destroy()));
    }

    /** Those of the engine that this thread uses. */
    static EngineEvents instance() {
        String engine = Shell.engine();
        return OF_ENGINES.computeIfAbsent(engine == null ? "" : engine, key -> new EngineEvents(engine));
    }

    /** Podman tells of no signal when it stops a container. */
    static boolean tellOfSignals() throws IOException, InterruptedException {
        return !areOfPodman();
    }

    static boolean areOfPodman() throws IOException, InterruptedException {
        return Shell.lines("docker", "version", "--format={{range .Server.Components}}{{println .Name}}{{end}}")
                .contains("Podman Engine");
    }

    boolean has(Kind kind, String project) {
        return !ids(kind, project).isEmpty();
    }

    /** The containers, the volumes or the snapshots that it was done to. */
    List<String> ids(Kind kind, String project) {
        return ofProjects.getOrDefault(project, List.of()).stream()
                .filter(event -> event.kind() == kind)
                .map(Event::id)
                .toList();
    }

    /** Before another build of the same project. Its snapshots stay, for what is left of them in the end. */
    void forget(String project) {
        ofProjects.computeIfPresent(
                project,
                (key, events) -> new CopyOnWriteArrayList<>(events.stream()
                        .filter(event -> event.kind() == Kind.SNAPSHOT_BEGUN)
                        .toList()));
    }

    /** The engine of a suite may end, and come back. */
    private void read(long since) {
        String from = String.valueOf(since);
        while (true) {
            try {
                command = Shell.onEngine(new ProcessBuilder(command(from))).start();
                try (BufferedReader lines = command.inputReader(UTF_8)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        note(line.split("\t", -1));
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
                from = String.valueOf(Instant.now().getEpochSecond());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static List<String> command(String since) {
        return List.of(
                "docker",
                "events",
                "--since=" + since,
                "--filter=event=create",
                "--filter=event=kill",
                "--format={{.Type}} {{.Action}} {{index .Actor.Attributes \"signal\"}}\t{{.Actor.ID}}\t"
                        // Not of the container that fills volumes, which has no number.
                        + "{{if index .Actor.Attributes \"com.docker.compose.container-number\"}}"
                        + "{{index .Actor.Attributes \"com.docker.compose.project\"}}{{end}}"
                        + "\t{{index .Actor.Attributes \"name\"}}"
                        + "\t{{index .Actor.Attributes \"dev.esb.snapshot\"}}"
                        + "\t{{index .Actor.Attributes \"com.docker.compose.project\"}}");
    }

    private void note(String[] event) throws InterruptedException {
        switch (event[0]) {
            case "container create " -> {
                add(event[2], Kind.CONTAINER_CREATED, event[1]);
                noteSnapshot(event[4], event[5]);
            }
            case "container kill 15" -> add(event[2], Kind.CONTAINER_STOPS, event[1]);
            // Podman gives a volume no id.
            case "volume create " -> noteVolume(event[1].isEmpty() ? event[3] : event[1]);
            default -> {}
        }
    }

    /** The container of a snapshot that is there belongs to no project any more. */
    private void noteSnapshot(String id, String project) {
        if (!id.isEmpty() && !project.isEmpty()) {
            add(project, Kind.SNAPSHOT_BEGUN, id);
        }
    }

    /** An event does not tell the labels of a volume. */
    private void noteVolume(String name) throws InterruptedException {
        if (!name.startsWith("esb-slot-") && !name.startsWith("esb-owner-")) {
            return;
        }
        try {
            Shell.lines("docker", "volume", "inspect", "--format={{index .Labels \"dev.esb.env\"}}", name)
                    .forEach(env -> add("esb-" + env, Kind.SLOT_CLAIMED, name));
        } catch (IOException e) {
            // Given up at once, because another build had claimed it too.
        }
    }

    private void add(String project, Kind kind, String id) {
        ofProjects.computeIfAbsent(project, key -> new CopyOnWriteArrayList<>()).add(new Event(kind, id));
    }
}
