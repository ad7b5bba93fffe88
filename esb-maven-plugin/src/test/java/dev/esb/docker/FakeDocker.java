package dev.esb.docker;

import dev.esb.CancelledException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers commands from a map. A command with several answers gets one after the other, and the last one from then on. A command that
 * the test did not foresee is an error, but for those without an answer ({@code R} is {@link Void}), which succeed.
 *
 * <p>As the real one does, it refuses to run commands in a thread that is interrupted.
 */
public final class FakeDocker implements Docker {
    /** In bytes; no number of whole blocks. */
    private static final int PIECE = 700;

    private final Map<DockerCommand<?>, Deque<Function<DockerCommand<?>, Object>>> answers = new HashMap<>();
    private final Map<Class<?>, Function<DockerCommand<?>, Object>> byClass = new LinkedHashMap<>();
    private final List<DockerCommand<?>> calls = new ArrayList<>();

    /** Lines that a streamed command prints before it ends. */
    public record Lines(List<String> lines) {}

    /** What a command prints whose output is copied. */
    public record Bytes(byte[] bytes) {}

    private record Failure(int exitCode, String errorOutput, List<String> output) {
        Failure(int exitCode, String errorOutput) {
            this(exitCode, errorOutput, List.of());
        }
    }

    private record Endless(List<String> lines, Runnable printed) {}

    /** The answers of a command. */
    @SafeVarargs
    public final <R> FakeDocker answer(DockerCommand<R> command, R... each) {
        for (R answer : each) {
            then(command, ignored -> answer);
        }
        return this;
    }

    /** What a streamed command prints. */
    public FakeDocker prints(DockerCommand<?> command, String... lines) {
        return then(command, ignored -> new Lines(List.of(lines)));
    }

    /**
     * What a streamed command prints that runs until it is stopped, and fails then, as one does that is killed.
     *
     * @param printed runs when the lines are handed over
     */
    public FakeDocker printsUntilStopped(DockerCommand<?> command, Runnable printed, String... lines) {
        return then(command, ignored -> new Endless(List.of(lines), printed));
    }

    /** A command that ends with another code than 0. */
    public FakeDocker fails(DockerCommand<?> command, int exitCode, String errorOutput) {
        return then(command, ignored -> new Failure(exitCode, errorOutput));
    }

    /** A streamed command that fails as it did when it was recorded. */
    public FakeDocker fails(DockerCommand<?> command, Recorded recorded) {
        Failure failure =
                new Failure(1, recorded.errorOutput(), recorded.output().lines().toList());
        return then(command, ignored -> failure);
    }

    /** What happens when a command is run: the answer, {@link Lines}, or an exception. */
    public FakeDocker then(DockerCommand<?> command, Function<DockerCommand<?>, Object> action) {
        answers.computeIfAbsent(command, key -> new ArrayDeque<>()).add(action);
        return this;
    }

    /** What commands of a class answer that have no answer of their own; for those with random names in them. */
    @SuppressWarnings("unchecked")
    public <C extends DockerCommand<?>> FakeDocker every(Class<C> type, Function<C, Object> action) {
        byClass.put(type, command -> action.apply((C) command));
        return this;
    }

    /** How a command fails. */
    public static DockerException exception(List<String> command, int exitCode, String errorOutput) {
        return new DockerException(command, exitCode, errorOutput);
    }

    /** For actions: what makes a command end with another code than 0. */
    public static Object failure(int exitCode, String errorOutput) {
        return new Failure(exitCode, errorOutput);
    }

    /** Makes commands of a class fail that have no answer of their own. */
    public FakeDocker everyFails(Class<? extends DockerCommand<?>> type, int exitCode, String errorOutput) {
        byClass.put(type, command -> new Failure(exitCode, errorOutput));
        return this;
    }

    /** The commands that were run, in their order. */
    public synchronized List<DockerCommand<?>> calls() {
        return List.copyOf(calls);
    }

    /** The commands of a class that were run, in their order. */
    public <C> List<C> calls(Class<C> type) {
        return calls().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R run(DockerCommand<R> command) {
        return (R) result(command, line -> {});
    }

    @Override
    public void stream(DockerCommand<?> command, Consumer<String> lines, StopSwitch stopSwitch) {
        Object result = result(command, lines);
        if (result instanceof Lines printed) {
            printed.lines().forEach(lines);
        } else if (result instanceof Endless endless) {
            endless.lines().forEach(lines);
            endless.printed().run();
            throw new DockerException(command.arguments(), untilStopped(stopSwitch), "");
        }
    }

    /** Hands over {@link Bytes}, in small pieces; one that was stopped meanwhile fails then, as one does that is killed. */
    @Override
    public void copyOutput(DockerCommand<?> command, OutputStream receiver, StopSwitch stopSwitch) {
        if (result(command, line -> {}) instanceof Bytes printed) {
            try {
                for (int at = 0; at < printed.bytes().length && !stopSwitch.isStopped(); at += PIECE) {
                    receiver.write(printed.bytes(), at, Math.min(PIECE, printed.bytes().length - at));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (stopSwitch.isStopped()) {
                throw new DockerException(command.arguments(), 143, "");
            }
        }
    }

    /** The exit code is that of {@link #fails}, else 0. */
    @Override
    public int passThrough(DockerCommand<?> command) {
        return outcome(command) instanceof Failure failure ? failure.exitCode() : 0;
    }

    /** Waits in place of the command; returns the code of one that was ended by SIGTERM. */
    private static int untilStopped(StopSwitch stopSwitch) {
        try {
            Process process = new ProcessBuilder("sleep", "600").start();
            try {
                stopSwitch.listener().add(process);
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("while the command ran");
        }
    }

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public void requireOpen() {}

    private Object outcome(DockerCommand<?> command) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("before '%s' was run".formatted(command));
        }
        return action(command).apply(command);
    }

    private Object result(DockerCommand<?> command, Consumer<String> lines) {
        Object result = outcome(command);
        if (result instanceof Failure failure) {
            if (command.succeeds(failure.exitCode(), failure.errorOutput())) {
                return command.parse("");
            }
            failure.output().forEach(lines);
            failure.errorOutput().lines().forEach(lines);
            throw new DockerException(command.arguments(), failure.exitCode(), failure.errorOutput());
        }
        return result;
    }

    private synchronized Function<DockerCommand<?>, Object> action(DockerCommand<?> command) {
        // Asked where the tests themselves run in a container. That is none of this engine, unless a test says so.
        if (command instanceof ContainerCommand.InspectSurroundings && !answers.containsKey(command)) {
            return ignored -> List.of();
        }
        calls.add(command);
        Deque<Function<DockerCommand<?>, Object>> own = answers.get(command);
        if (own != null) {
            return own.size() > 1 ? own.remove() : own.peek();
        }
        Function<DockerCommand<?>, Object> ofClass = byClass.get(command.getClass());
        if (ofClass != null) {
            return ofClass;
        }
        if (hasNoAnswer(command)) {
            return ignored -> null;
        }
        throw new AssertionError("no answer for " + command + "; there are answers for " + answers.keySet());
    }

    private static boolean hasNoAnswer(DockerCommand<?> command) {
        try {
            // Only commands with an answer read the output.
            return command.getClass().getMethod("parse", String.class).getDeclaringClass() == DockerCommand.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
