package dev.esb.it.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A copy of a database's directory, with a name of its own: the snapshots of a stack without a pom are those of its directory's name.
 *
 * @param directory the copy
 * @param database which one, such as {@code mariadb}
 */
record Stack(Path directory, String database) {
    /** A file that decides about the data as well, so that no run begins with the snapshot of another one. */
    static final String RUN = "run";

    private static final String SNAPSHOT = "dev.esb.snapshot";

    static Stack copy(String database) throws IOException, InterruptedException {
        Path sources = Path.of(System.getProperty("basedir"), "src", "databases");
        String name =
                "dbs-%s-%06x".formatted(database, ThreadLocalRandom.current().nextInt(1 << 24));
        Path directory = Files.createDirectories(
                Path.of(System.getProperty("basedir"), "target", "databases").resolve(name));
        Files.copy(sources.resolve("fill"), directory.resolve("fill"));
        try (Stream<Path> files = Files.list(sources.resolve(database))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName().toString()));
            }
        }
        Files.writeString(directory.resolve(RUN), name);
        // Maven 4 looks for it to know the root of a project.
        Files.createDirectories(directory.resolve(".mvn"));
        // What git ignores is decided here, and not by the checkout, which ignores all of this.
        Command.lines(directory, "git", "init", "--quiet");
        return new Stack(directory, database);
    }

    Environment environment(String name) {
        return new Environment(directory, directory.getFileName() + "-" + name);
    }

    /** The environments in which the database was filled, in the order in which it was. */
    List<String> filled() throws IOException {
        return Files.readAllLines(directory.resolve("filled"));
    }

    /** The IDs of its snapshots, those in the making included. */
    List<String> snapshots() throws IOException, InterruptedException {
        return Command.lines(
                "docker",
                "container",
                "ls",
                "--all",
                "--format",
                "{{.Label \"" + SNAPSHOT + "\"}}",
                "--filter",
                "label=" + SNAPSHOT + ".stack=" + directory.getFileName());
    }

    static List<String> volumes(String snapshot) throws IOException, InterruptedException {
        return Command.lines("docker", "volume", "ls", "--quiet", "--filter", "label=" + SNAPSHOT + "=" + snapshot);
    }

    /**
     * Removes those snapshots, and names what there is of them afterwards. The plugin's own goal would remove those of other stacks too.
     *
     * @param ids its own ones, which no environment uses
     */
    static List<String> removeSnapshots(List<String> ids) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        for (String id : ids) {
            // The container first: without it, the snapshot is not there.
            for (String kind : List.of("container", "volume", "image")) {
                for (String own : of(kind, id)) {
                    Command.lines("docker", kind, "rm", own);
                }
                of(kind, id).forEach(own -> left.add(kind + " " + own));
            }
        }
        return left;
    }

    private static List<String> of(String kind, String snapshot) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", kind, "ls", "--quiet"));
        if (!kind.equals("volume")) {
            command.add("--all");
        }
        command.addAll(List.of("--filter", "label=" + SNAPSHOT + "=" + snapshot));
        return Command.lines(command.toArray(String[]::new)).stream().distinct().toList();
    }

    /** What the files in volumes take up, in MB. */
    double megabytes(List<String> volumes) throws IOException, InterruptedException {
        double bytes = 0;
        for (String volume : volumes) {
            List<String> lines = Command.lines(
                    "docker",
                    "run",
                    "--rm",
                    "--network=none",
                    "--volume=" + volume + ":/volume:ro",
                    "--entrypoint=du",
                    "esb-databases-" + database,
                    "--summarize",
                    "--block-size=1",
                    "/volume");
            bytes += Double.parseDouble(lines.get(lines.size() - 1).split("\t")[0]);
        }
        return bytes / 1e6;
    }
}
