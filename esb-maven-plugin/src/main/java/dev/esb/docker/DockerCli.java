package dev.esb.docker;

import dev.esb.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/** Runs {@code docker} commands, each as a process of its own and without a shell. Safe for use by several threads. */
public final class DockerCli {
    private static final int STDERR_LINES = 200;

    private final Path directory;
    private final Map<String, String> variables;
    private final Consumer<String> trace;
    private final RunningCommands running;

    /**
     * @param directory where the commands run, which is where Compose looks for files
     * @param variables what the commands see beside the environment of this process
     * @param trace told of every command line before it runs
     */
    public DockerCli(Path directory, Map<String, String> variables, Consumer<String> trace) {
        this(directory, variables, trace, new RunningCommands());
    }

    private DockerCli(Path directory, Map<String, String> variables, Consumer<String> trace, RunningCommands running) {
        this.directory = directory;
        this.variables = Map.copyOf(variables);
        this.trace = trace;
        this.running = running;
    }

    /** The same command line with more variables. */
    public DockerCli with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return new DockerCli(directory, all, trace, running);
    }

    /** The same command line in another directory. */
    public DockerCli in(Path other) {
        return new DockerCli(other, variables, trace, running);
    }

    /** Ends every command of this command line and of those that were made from it; none can begin afterwards. */
    public void close() {
        running.close();
    }

    /**
     * Sees that commands can still be run, before work is done that only they would make sense of.
     *
     * @throws Problem when this command line was closed
     */
    public void requireOpen() {
        running.requireOpen();
    }

    /**
     * Runs a command and reads its answer.
     *
     * @throws DockerFailure when it exits with another code than 0
     * @throws Problem when there is no {@code docker} command
     */
    public <R> R run(DockerCommand<R> command) {
        StringBuilder output = new StringBuilder();
        execute(command, line -> output.append(line).append('\n'), line -> {}, new StopSwitch());
        return command.parse(output.toString());
    }

    /** Runs a command and hands over each line of its output and of its error output as it comes. */
    public void stream(DockerCommand<?> command, Consumer<String> lines) {
        stream(command, lines, new StopSwitch());
    }

    /** The same, for a command that another thread may have to end. */
    public void stream(DockerCommand<?> command, Consumer<String> lines, StopSwitch stopSwitch) {
        execute(command, lines, lines, stopSwitch);
    }

    private void execute(
            DockerCommand<?> command, Consumer<String> output, Consumer<String> error, StopSwitch stopSwitch) {
        CommandLine commandLine = new CommandLine("docker");
        command.arguments().forEach(argument -> commandLine.addArgument(argument, false));
        trace.accept(String.join(" ", commandLine.toStrings()));

        LineTail tail = new LineTail(STDERR_LINES);
        DefaultExecutor executor = DefaultExecutor.builder()
                .setWorkingDirectory(directory.toFile())
                .get();
        executor.setExitValues(null);
        executor.setProcessDestroyer(stopSwitch.listener());
        executor.setStreamHandler(new PumpStreamHandler(
                new LineStream(StandardCharsets.UTF_8, output),
                new LineStream(StandardCharsets.UTF_8, tail.andThen(error))));
        int exitCode;
        running.begin(stopSwitch);
        try {
            exitCode = executor.execute(commandLine, environment());
        } catch (IOException e) {
            throw new Problem(
                    "The 'docker' command could not be started (%s). Install Docker Engine with the Compose plugin"
                                    .formatted(e.getMessage())
                            + " (https://docs.docker.com/engine/install/) and see that 'docker version' works.",
                    e);
        } finally {
            running.end(stopSwitch);
        }
        if (!command.succeeds(exitCode, tail.text())) {
            throw new DockerFailure(List.of(commandLine.toStrings()), exitCode, tail.text());
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        // Every command names its project. A name from outside would reach files through interpolation.
        environment.remove("COMPOSE_PROJECT_NAME");
        environment.putAll(variables);
        return environment;
    }
}
