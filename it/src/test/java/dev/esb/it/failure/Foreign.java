package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What belongs to others: a person's environment, and things that no environment has made. */
final class Foreign {
    private final String name;
    private final Project project;
    private final Neighbour neighbour;
    private final Snapshot directory;
    private final List<String> volume;

    private Foreign(String name, Project project, Neighbour neighbour, Snapshot directory, List<String> volume) {
        this.name = name;
        this.project = project;
        this.neighbour = neighbour;
        this.directory = directory;
        this.volume = volume;
    }

    /** The volume that environments write to, or so their containers believe. */
    static String writtenVolume(String name) {
        return name + "-written";
    }

    /** The volume of which environments make a copy, while the container that has it mounted is paused; another one where the engine cannot pause. */
    static String copiedVolume(String name) throws IOException, InterruptedException {
        boolean canPause =
                !Shell.lines("docker", "info", "--format", "{{.CgroupDriver}}").equals(List.of("none"));
        return canPause ? name : writtenVolume(name);
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
        Files.createDirectory(directory.resolve("deep"));
        Files.writeString(directory.resolve("file"), "of a person\n");
        Files.writeString(directory.resolve("deep/file"), "deep\n");
        Shell.lines("docker", "volume", "create", writtenVolume(name));
        inVolume(
                name,
                ":/data",
                "cd /data && mkdir deep && echo of a person >file && echo deep >deep/file && chown -R 999:888 . && chmod 750 .");
        Snapshot before = Snapshot.of(directory);
        List<String> volume = lookAtVolume(name);
        return new Foreign(name, project, Neighbour.up(project, "-Desb.files=one.yml"), before, volume);
    }

    /** No container has it mounted when a command has ended. */
    private static List<String> inVolume(String name, String mount, String command)
            throws IOException, InterruptedException {
        String volume = writtenVolume(name) + mount;
        return Shell.lines("docker", "run", "--rm", "--volume", volume, "debian:trixie-slim", "sh", "-ec", command);
    }

    private static List<String> lookAtVolume(String name) throws IOException, InterruptedException {
        return inVolume(
                name,
                ":/data:ro",
                "find /data -exec stat -c '%n %F %a %u:%g %s %y' {} + | sort; find /data -type f -exec sha256sum {} + | sort");
    }

    /** How many are not as they were. */
    int touched() throws IOException, InterruptedException {
        int touched = 0;
        for (List<String> command : List.of(
                List.of("docker", "exec", name, "true"),
                List.of("docker", "network", "inspect", name),
                List.of("docker", "volume", "inspect", name),
                List.of("docker", "image", "inspect", "foreign:" + name))) {
            try {
                Shell.lines(command.toArray(String[]::new));
            } catch (IOException e) {
                System.out.println("touched: " + e.getMessage());
                touched++;
            }
        }
        for (Look look :
                List.<Look>of(neighbour::assertUndisturbed, directory::assertUnchanged, this::assertVolumeUnchanged)) {
            try {
                look.take();
            } catch (AssertionError | IOException e) {
                System.out.println("touched: " + e.getMessage());
                touched++;
            }
        }
        return touched;
    }

    private interface Look {
        void take() throws IOException, InterruptedException;
    }

    private void assertVolumeUnchanged() throws IOException, InterruptedException {
        assertThat(lookAtVolume(name))
                .as("the volume that environments write to")
                .isEqualTo(volume);
    }

    void remove() throws IOException, InterruptedException {
        project.goal("down");
        for (List<String> command : List.of(
                List.of("docker", "rm", "--force", name),
                List.of("docker", "network", "rm", name),
                List.of("docker", "volume", "rm", "--force", name, writtenVolume(name)),
                List.of("docker", "rmi", "foreign:" + name))) {
            try {
                Shell.lines(command.toArray(String[]::new));
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
