package dev.esb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A new repository, on which the settings of the user who runs the tests have no influence. */
public record GitRepository(Path directory) {

    public GitRepository(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        git("init", "--quiet");
        git("config", "core.excludesFile", "");
    }

    public static boolean canBeMade() {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public Path write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    public void commit() {
        git("add", ".");
        git("-c", "user.name=me", "-c", "user.email=me@test", "commit", "--quiet", "--message", "all");
    }

    public void git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        Commands.output(command);
    }
}
