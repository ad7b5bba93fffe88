package dev.esb.docker;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code docker} command: the one on {@code PATH}, else the one where Docker Desktop and others put it. An IDE that was started from the
 * Dock of macOS has a {@code PATH} without those directories, and so have its builds.
 *
 * @param executable the name of the command where {@code PATH} has it, else its path
 * @param programs what its process sees. Where {@code PATH} lacks the command, its own directory is at the end of it: there are the
 *     programs that {@code docker} calls by name, such as {@code docker-credential-desktop}
 */
record DockerProgram(String executable, Programs programs) {
    private static final String NAME = "docker";

    /**
     * Docker Desktop for all users, Homebrew, Docker Desktop for one user (<a
     * href="https://docs.docker.com/desktop/setup/install/mac-permission-requirements">its permissions</a>), Rancher Desktop (<a
     * href="https://docs.rancherdesktop.io/ui/preferences/application/environment">its PATH</a>), OrbStack, and Docker Desktop whose links are
     * not made.
     */
    private static final List<String> ON_MAC = List.of(
            "/usr/local/bin",
            "/opt/homebrew/bin",
            "~/.docker/bin",
            "~/.rd/bin",
            "~/.orbstack/bin",
            "/Applications/Docker.app/Contents/Resources/bin");

    /** Not the directories that are on every PATH: one that leaves them out leaves the command out. */
    private static final List<String> ON_LINUX = List.of("~/.rd/bin", "/snap/bin");

    static DockerProgram find(Programs programs) {
        Optional<Path> onPath = programs.find(NAME);
        if (onPath.isPresent()) {
            return new DockerProgram(programs.command(List.of(NAME)).get(0), programs);
        }
        return elsewhere(programs)
                .flatMap(directory -> programs.startable(directory.resolve(NAME)))
                .findFirst()
                .map(path -> new DockerProgram(path.toString(), withDirectoriesOf(path, programs)))
                .orElseGet(() -> new DockerProgram(NAME, programs));
    }

    /** With its own directory, and with the one that a link leads to: that of the application, which has all that belongs to it. */
    private static Programs withDirectoriesOf(Path path, Programs programs) {
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(path.getParent());
        try {
            directories.add(path.toRealPath().getParent());
        } catch (IOException e) {
            // It was removed since. To start it fails then, with a message.
            directories.add(path.getParent());
        }
        return new Programs(programs.withDirectories(List.copyOf(directories)), programs.system(), programs.files());
    }

    private static Stream<Path> elsewhere(Programs programs) {
        if (programs.isWindows()) {
            return Stream.of(
                            // Docker Desktop for all users, for one user, and Rancher Desktop.
                            List.of("ProgramFiles", "Docker", "Docker", "resources", "bin"),
                            List.of("LOCALAPPDATA", "Programs", "DockerDesktop", "resources", "bin"),
                            List.of("USERPROFILE", ".rd", "bin"))
                    .filter(place -> !programs.variable(place.get(0)).isEmpty())
                    .map(place -> programs.files()
                            .getPath(
                                    programs.variable(place.get(0)),
                                    place.subList(1, place.size()).toArray(String[]::new)));
        }
        String home = programs.variable("HOME");
        return (programs.isMac() ? ON_MAC : ON_LINUX)
                .stream()
                        .filter(directory -> !directory.startsWith("~") || !home.isEmpty())
                        .map(directory -> programs.files()
                                .getPath(directory.startsWith("~") ? home + directory.substring(1) : directory));
    }

    /** That the command could not be started. */
    EsbException notStarted(IOException e) {
        String engine = programs.isWindows() || programs.isMac()
                ? "Docker Desktop (https://docs.docker.com/desktop/)"
                : "Docker Engine with the Compose plugin (https://docs.docker.com/engine/install/)";
        String places = elsewhere(programs).map(Path::toString).collect(Collectors.joining("', '", "'", "'"));
        return new EsbException(
                "The 'docker' command could not be started (%s).".formatted(FileProblem.of(e)),
                "Install %s and check that 'docker version' works. It is looked for on the PATH, and then in %s."
                        .formatted(engine, places),
                e);
    }
}
