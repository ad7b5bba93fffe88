package dev.esb.lifecycle;

import dev.esb.EnvironmentOnEngine;
import dev.esb.docker.InstalledDocker;
import dev.esb.snapshot.Snapshot;
import dev.esb.snapshot.SnapshotOptions;
import dev.esb.snapshot.SnapshotOptions.Mode;
import dev.esb.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * A stack that a script fills, and the snapshots of it on the engine that is running, which are removed at the end.
 *
 * @param name one that no other test has
 */
record SnapshotsOnEngine(Path directory, String name) implements AutoCloseable {
    /** A volume with a name, one without, and a run-time directory, which on Podman is in no volume, and no part of a snapshot; a service that depends on it, and one that has nothing to do with it. */
    private static final String STACK = """
            services:
              db:
                image: debian:trixie-slim
                init: true
                command: sh -c "echo started >> /data/starts; trap 'exit 0' TERM; while :; do sleep 0.1; done"
                volumes: ["data:/data", "/unnamed", "./state:/state"]
              app:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                depends_on: [db]
              web:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
            volumes:
              data:
            """;

    private static final String FILL = """
            #!/bin/sh
            echo filled >> runs
            docker exec $ESB_PROJECT-db-1 sh -c 'echo row > /data/rows; echo row > /unnamed/rows; echo row > /state/rows'
            """;

    SnapshotsOnEngine(Path directory) throws IOException {
        this(directory, "t-" + UUID.randomUUID().toString().substring(0, 8));
        Path script = Files.writeString(directory.resolve("fill"), FILL + "# of " + name + "\n");
        script.toFile().setExecutable(true);
    }

    static String stack() {
        return InstalledDocker.hasVolumeOptions()
                ? STACK
                : STACK.replace("./state:/state", "state:/state").replace("  data:\n", "  data:\n  state:\n");
    }

    UpOptions options() {
        return options(Mode.ON);
    }

    UpOptions options(Mode mode) {
        return EnvironmentOnEngine.options(new SnapshotOptions(mode, name, List.of(), 2), false, "./fill");
    }

    UpOptions reusing() {
        return EnvironmentOnEngine.options(new SnapshotOptions(Mode.ON, name, List.of(), 2), true, "./fill");
    }

    /** How often the script has run. */
    int runs() throws IOException {
        Path file = directory.resolve("runs");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    /** Makes the script another one that does the same. */
    void changeScript() throws IOException {
        Files.writeString(directory.resolve("fill"), "# changed\n", StandardOpenOption.APPEND);
    }

    List<Snapshot> all() {
        return snapshots().all().stream()
                .filter(snapshot -> snapshot.stack().equals(name))
                .toList();
    }

    static Snapshots snapshots() {
        return new Snapshots(InstalledDocker.CLI, Clock.systemUTC());
    }

    static String rows(EnvironmentOnEngine environment) {
        return environment.docker(
                "exec", environment.key.project() + "-db-1", "cat", "/data/rows", "/unnamed/rows", "/state/rows");
    }

    static void write(EnvironmentOnEngine environment, String text) {
        environment.docker(
                "exec",
                environment.key.project() + "-db-1",
                "sh",
                "-ec",
                "for d in data unnamed state; do echo %s >> /$d/rows; done".formatted(text));
    }

    @Override
    public void close() {
        all().forEach(snapshots()::remove);
    }
}
