package dev.esb.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several processes that share work among them. */
final class Workers implements AutoCloseable {
    /** What one order took. */
    record Done(long millis, long calls, long retries) {}

    private record One(Process process, BufferedReader answers, PrintWriter orders) {}

    private final List<One> all = new ArrayList<>();
    private final ExecutorService threads;

    Workers(int count, Path stack, Map<String, String> variables) throws IOException {
        threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            ProcessBuilder builder = new ProcessBuilder(Workspace.java(Worker.class, stack.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(variables);
            Process process = builder.start();
            all.add(new One(process, process.inputReader(), new PrintWriter(process.outputWriter(), true)));
        }
    }

    /** All of them at once; each takes the next name as soon as it is done with one. */
    List<Done> all(String order, List<String> names) {
        Queue<String> queue = new ConcurrentLinkedQueue<>(new ArrayDeque<>(names));
        Queue<Done> done = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> busy = all.stream()
                .map(one -> CompletableFuture.runAsync(
                        () -> {
                            for (String name = queue.poll(); name != null; name = queue.poll()) {
                                done.add(order(one, order + " " + name));
                            }
                        },
                        threads))
                .toList();
        busy.forEach(CompletableFuture::join);
        return List.copyOf(done);
    }

    /** One of them, while the others have nothing to do. */
    Done one(String order, String name) {
        return order(all.get(0), order + " " + name);
    }

    private static Done order(One one, String order) {
        one.orders().println(order);
        try {
            String answer = one.answers().readLine();
            if (answer == null || !answer.startsWith("ok ")) {
                throw new IllegalStateException(order + ": " + answer);
            }
            String[] words = answer.split(" ");
            return new Done(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        all.forEach(one -> one.orders().close());
        threads.shutdownNow();
    }
}
