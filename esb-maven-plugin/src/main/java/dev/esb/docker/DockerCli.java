package dev.esb.docker;

import dev.esb.CancelledException;
import dev.esb.Programs;
import dev.esb.Sleep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DaemonExecutor;
import org.apache.commons.exec.Executor;
import org.apache.commons.exec.PumpStreamHandler;

/** Runs each command as a {@code docker} process, without a shell. */
public final class DockerCli implements Docker {
    private static final int ERROR_LINES = 200;

    /** For what another process is doing at the same time: half a minute. */
    private static final int ATTEMPTS = 300;

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final DockerProgram program;
    private final Map<String, String> environment;
    private final Path directory;
    private final Consumer<String> trace;
    private final RunningCommands running = new RunningCommands();

    /**
     * @param directory the working directory of commands that name none themselves
     * @param trace receives each command line before the command runs
     */
    public DockerCli(Path directory, Consumer<String> trace) {
        this(directory, System.getenv(), trace);
    }

    /** @param environment the variables that every command sees, and of which {@code PATH} has the {@code docker} command */
    public DockerCli(Path directory, Map<String, String> environment, Consumer<String> trace) {
        this(DockerProgram.find(Programs.with(environment)), directory, trace);
    }

    /**
     * @param executable the name of a command, or its path
     * @param environment the variables that every command sees
     */
    DockerCli(String executable, Map<String, String> environment, Path directory, Consumer<String> trace) {
        this(new DockerProgram(executable, Programs.with(environment)), directory, trace);
    }

    DockerCli(DockerProgram program, Path directory, Consumer<String> trace) {
        this.program = program;
        this.environment = program.programs().variables();
        this.directory = directory;
        this.trace = trace;
    }

    /**
     * For commands that do not depend on a working directory.
     *
     * @param trace receives each command line before the command runs
     */
    public static DockerCli anywhere(Consumer<String> trace) {
        // On Windows, a path without a drive is not absolute.
        return new DockerCli(Path.of("/").toAbsolutePath(), trace);
    }

    /** Ends the commands that run, waits for them for some seconds, and refuses further ones. */
    public void close() {
        running.close();
    }

    @Override
    public Map<String, String> variables() {
        return environment;
    }

    @Override
    public void requireOpen() {
        running.requireOpen();
    }

    @Override
    public <R> R run(DockerCommand<R> command) {
        for (int attempt = 1; ; attempt++) {
            try {
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                execute(command, output, line -> {}, new StopSwitch());
                return command.parse(output.toString(StandardCharsets.UTF_8));
            } catch (DockerException e) {
                if (attempt == ATTEMPTS || !command.isUnderWay(e.errorOutput())) {
                    throw e;
                }
                Sleep.SYSTEM.sleep(INTERVAL);
            }
        }
    }

    @Override
    public void stream(DockerCommand<?> command, Consumer<String> lines, StopSwitch stopSwitch) {
        Consumer<String> oneByOne = oneByOne(lines);
        LineStream output = new LineStream(oneByOne, stopSwitch);
        try {
            execute(command, output, oneByOne, stopSwitch);
        } catch (DockerException e) {
            // Where the consumer of the lines failed, the command was ended for that reason, and fails as a result.
            output.rethrow();
            throw e;
        } finally {
            // The last line may have no line end.
            output.close();
        }
        output.rethrow();
    }

    @Override
    public void copyOutput(DockerCommand<?> command, OutputStream receiver, StopSwitch stopSwitch) {
        GuardedOutput output = new GuardedOutput(receiver, stopSwitch);
        try {
            execute(command, output, line -> {}, stopSwitch);
        } catch (DockerException e) {
            // Where the receiver failed, the command was ended for that reason, and fails as a result.
            output.rethrow();
            throw e;
        }
        output.rethrow();
    }

    @Override
    public int passThrough(DockerCommand<?> command) {
        List<String> line = line(command);
        String text = announced(line);
        ProcessBuilder builder = new ProcessBuilder(program.programs().command(line))
                .directory(command.directory().orElse(directory).toFile());
        builder.environment().clear();
        builder.environment().putAll(ProcessVariables.of(command, environment, directory));
        try {
            return new InheritedStreams(running).run(builder, text);
        } catch (IOException e) {
            throw program.notStarted(e);
        }
    }

    /** Output and error output are read in two threads. */
    private static Consumer<String> oneByOne(Consumer<String> lines) {
        return line -> {
            synchronized (lines) {
                lines.accept(line);
            }
        };
    }

    private void execute(
            DockerCommand<?> command, OutputStream output, Consumer<String> errorLines, StopSwitch stopSwitch) {
        List<String> line = line(command);
        String text = announced(line);
        LineTail tail = new LineTail(ERROR_LINES);
        int exitCode;
        running.begin(stopSwitch);
        try (LineStream error = new LineStream(tail.andThen(errorLines), stopSwitch)) {
            ExitCode result = new ExitCode();
            executor(command, output, error, stopSwitch)
                    .execute(commandLine(line), ProcessVariables.of(command, environment, directory), result);
            exitCode = result.await(stopSwitch, text);
            error.rethrow();
        } catch (IOException e) {
            throw program.notStarted(e);
        } finally {
            running.end(stopSwitch);
        }
        if (!command.succeeds(exitCode, tail.text())) {
            throw new DockerException(line, exitCode, tail.text());
        }
    }

    private List<String> line(DockerCommand<?> command) {
        List<String> line = new ArrayList<>(List.of(program.executable()));
        line.addAll(command.arguments());
        return line;
    }

    private CommandLine commandLine(List<String> line) {
        List<String> words = program.programs().command(line);
        CommandLine commandLine = new CommandLine(words.get(0));
        words.subList(1, words.size()).forEach(argument -> commandLine.addArgument(argument, false));
        return commandLine;
    }

    /** Traces a command line that is about to run. */
    private String announced(List<String> commandLine) {
        String text = String.join(" ", commandLine);
        trace.accept(text);
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("before '%s' was run".formatted(text));
        }
        return text;
    }

    /** {@link DaemonExecutor} uses daemon threads, so that a command that hangs does not keep the JVM from ending. */
    private Executor executor(
            DockerCommand<?> command, OutputStream output, OutputStream error, StopSwitch stopSwitch) {
        Executor executor = DaemonExecutor.builder()
                .setWorkingDirectory(command.directory().orElse(directory).toFile())
                .setExecuteStreamHandler(
                        new PumpStreamHandler(output, error, command.openInput().orElse(null)))
                .get();
        executor.setExitValues(null);
        executor.setProcessDestroyer(stopSwitch.listener());
        return executor;
    }
}
