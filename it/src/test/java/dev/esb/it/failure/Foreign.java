package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What belongs to others: a person's environment, and things that no environment has made. */
final class Foreign {
    private final String name;
    private final Project project;
    private final Neighbour neighbour;
    private final Path directory;

    private Foreign(String name, Project project, Neighbour neighbour, Path directory) {
        this.name = name;
        this.project = project;
        this.neighbour = neighbour;
        this.directory = directory;
    }

    static Foreign make(String name, Project project) throws IOException, InterruptedException {
        Shell.lines("docker", "network", "create", name);
        Shell.lines("docker", "volume", "create", name);
        Shell.lines(
                "docker",
                "run",
                "--detach",
                "--init",
                "--name",
                name,
                "--network",
                name,
                "--volume",
                name + ":/data",
                "debian:trixie-slim",
                "sleep",
                "7200");
        Shell.lines("docker", "tag", "debian:trixie-slim", "foreign:" + name);
        Path directory = Files.createDirectories(project.remains.home().resolve("foreign"));
        return new Foreign(name, project, Neighbour.up(project, "-Desb.files=one.yml"), directory);
    }

    /** How many are not as they were. */
    int touched() throws IOException, InterruptedException {
        int touched = 0;
        for (List<String> command : List.of(
                List.of("docker", "exec", name, "true"),
                List.of("docker", "network", "inspect", name),
                List.of("docker", "volume", "inspect", name),
                List.of("docker", "image", "inspect", "foreign:" + name),
                List.of("test", "-d", directory.toString()))) {
            try {
                Shell.lines(command.toArray(String[]::new));
            } catch (IOException e) {
                System.out.println("touched: " + e.getMessage());
                touched++;
            }
        }
        try {
            neighbour.assertUndisturbed();
        } catch (AssertionError | IOException e) {
            System.out.println("touched: " + e.getMessage());
            touched++;
        }
        return touched;
    }

    void remove() throws IOException, InterruptedException {
        project.goal("down");
        for (List<String> command : List.of(
                List.of("docker", "rm", "--force", name),
                List.of("docker", "network", "rm", name),
                List.of("docker", "volume", "rm", "--force", name),
                List.of("docker", "rmi", "foreign:" + name))) {
            try {
                Shell.lines(command.toArray(String[]::new));
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
