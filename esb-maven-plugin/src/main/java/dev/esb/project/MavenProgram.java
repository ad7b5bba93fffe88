package dev.esb.project;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Programs;
import dev.esb.checkout.Checkout;
import dev.esb.host.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Maven of a project: its wrapper {@code mvnw}, else {@code mvn}.
 *
 * @param directory the directory of the pom
 */
public record MavenProgram(Surroundings surroundings, Path directory) {

    /** Options with which Maven prints only what the plugin says, and errors. */
    public static List<String> onlyThePlugin(boolean isQuiet) {
        return isQuiet
                ? List.of("-q")
                : List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.log.dev.esb=info");
    }

    /**
     * Runs it with the terminal of this process, or its input and output.
     *
     * @return its exit code
     * @throws EsbException when there is no Maven
     */
    public int run(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program());
        boolean isColored = surroundings.isAttached()
                && Terminal.isThere()
                && surroundings.variables().getOrDefault("NO_COLOR", "").isEmpty();
        if (!isColored) {
            command.add("-Dstyle.color=never");
        }
        OwnJar.repository().ifPresent(repository -> command.add("-Dmaven.repo.local=" + repository));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(programs().command(command)).directory(directory.toFile());
        Process process = start(surroundings.isAttached() ? builder.inheritIO() : builder.redirectErrorStream(true));
        // On Ctrl-C, Maven takes down what is not up yet. Until then, the terminal is Maven's.
        Thread end = new Thread(() -> end(process), "esb-maven");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (!surroundings.isAttached()) {
                process.getOutputStream().close();
                process.inputReader().lines().forEach(surroundings.err()::println);
            }
            int exitCode = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("while Maven ran");
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook waits.
            throw new CancelledException("while Maven ran");
        } catch (IOException | UncheckedIOException e) {
            throw new EsbException("The output of Maven cannot be read: %s.".formatted(e.getMessage()), e);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new EsbException(
                    "Maven ('%s') cannot be started: %s."
                            .formatted(builder.command().get(0), FileProblem.of(e)),
                    e);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Programs programs() {
        return Programs.with(surroundings.variables());
    }

    private String program() {
        Programs programs = programs();
        String wrapper = programs.isWindows() ? "mvnw.cmd" : "mvnw";
        // Not further up: it could be that of another user.
        for (Path parent : Checkout.upwards(real(directory))) {
            Path file = parent.resolve(wrapper);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        return programs.find("mvn")
                .map(Path::toString)
                .orElseThrow(() -> new EsbException(
                        "No Maven was found: there is no '%s' in '%s' or above it in the project, and no 'mvn' on the PATH. Install Maven 3.9 or newer, or add its wrapper to the project: https://maven.apache.org/wrapper/"
                                .formatted(wrapper, directory)));
    }

    /** Without symbolic links, which may lead into the checkout from elsewhere. */
    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new EsbException(
                    "'%s' is not there: %s. 'mvn esb:wrapper' writes where the module is."
                            .formatted(directory, FileProblem.of(e)),
                    e);
        }
    }
}
