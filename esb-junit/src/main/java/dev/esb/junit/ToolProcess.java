package dev.esb.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A JVM of {@code esb-maven-plugin} that runs commands of {@code ./esb} for this one. It ends, and takes down the environments of test classes, when this
 * process ends, in whatever way.
 *
 * <p>A call is a line on its standard input: a number and the words of the command, separated by tabs. It answers with lines of the number, a letter and a text:
 * {@code o} results, {@code e} messages, {@code x} the exit code.
 */
final class ToolProcess implements Tool {
    /** Until the environments of test classes are down. */
    private static final int END_SECONDS = 120;

    private static final int ERROR_LINES = 20;

    private final Process process;
    private final OutputStream calls;
    private final AtomicLong last = new AtomicLong();
    private final Map<String, Call> open = new ConcurrentHashMap<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private final Thread answers;

    private record Call(
            List<String> output, List<String> messages, Consumer<String> progress, CompletableFuture<Integer> end) {}

    /**
     * Starts the JVM.
     *
     * @param module the directory of the module whose tests run
     * @throws EnvironmentException when it cannot be found, or started
     */
    static ToolProcess start(Path module) {
        List<String> command = PluginJars.find().command(module);
        try {
            return new ToolProcess(
                    new ProcessBuilder(command).directory(module.toFile()).start());
        } catch (IOException e) {
            throw new EnvironmentException("'%s' cannot be started: %s".formatted(command.get(0), e.getMessage()), e);
        }
    }

    private ToolProcess(Process process) {
        this.process = process;
        this.calls = process.getOutputStream();
        this.answers = start("esb-answers", this::readAnswers);
        start("esb-errors", this::readErrors);
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public Answer call(List<String> words, Consumer<String> progress) {
        String number = String.valueOf(last.incrementAndGet());
        Call call = new Call(
                Collections.synchronizedList(new ArrayList<>()),
                Collections.synchronizedList(new ArrayList<>()),
                progress,
                new CompletableFuture<>());
        open.put(number, call);
        StringBuilder line = new StringBuilder(number);
        words.forEach(word -> line.append('\t').append(escaped(word)));
        try {
            synchronized (calls) {
                calls.write(line.append('\n').toString().getBytes(UTF_8));
                calls.flush();
            }
        } catch (IOException e) {
            throw ended();
        }
        if (!answers.isAlive()) {
            throw ended();
        }
        try {
            int exitCode = call.end().join();
            return new Answer(exitCode, List.copyOf(call.output()), List.copyOf(call.messages()));
        } catch (CompletionException e) {
            throw ended();
        } finally {
            open.remove(number);
        }
    }

    private EnvironmentException ended() {
        synchronized (errors) {
            return new EnvironmentException("The JVM of esb-maven-plugin that this one has started has ended%s"
                    .formatted(errors.isEmpty() ? "." : ": " + String.join("\n", errors)));
        }
    }

    private void readAnswers() {
        try (BufferedReader lines = reader(process.getInputStream())) {
            String line;
            while ((line = lines.readLine()) != null) {
                String[] parts = line.split("\t", 3);
                Call call = open.get(parts[0]);
                if (parts.length == 3 && call != null) {
                    answered(call, parts[1], unescaped(parts[2]));
                }
            }
        } catch (IOException e) {
            // As at the end of the output: the process has ended.
        } finally {
            open.values().forEach(call -> call.end().completeExceptionally(new IOException("ended")));
        }
    }

    private static void answered(Call call, String kind, String text) {
        switch (kind) {
            case "o" -> call.output().add(text);
            case "e" -> {
                call.messages().add(text);
                call.progress().accept(text);
            }
            default -> call.end().complete(Integer.valueOf(text));
        }
    }

    private void readErrors() {
        try (BufferedReader lines = reader(process.getErrorStream())) {
            String line;
            while ((line = lines.readLine()) != null) {
                synchronized (errors) {
                    errors.add(line);
                    if (errors.size() > ERROR_LINES) {
                        errors.remove();
                    }
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                result.append(c);
                continue;
            }
            i++;
            result.append(
                    switch (text.charAt(i)) {
                        case 't' -> '\t';
                        case 'n' -> '\n';
                        default -> text.charAt(i);
                    });
        }
        return result.toString();
    }

    /** Ends the process, which takes down what is left of the environments of test classes. */
    @Override
    public void close() {
        try {
            calls.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
