package dev.esb.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that brings environments of one stack up and down, as it is told on its standard input: {@code up NAME} or
 * {@code down NAME}. Answers {@code ok MILLISECONDS CALLS RETRIES} or {@code failed MESSAGE}.
 */
final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws IOException {
        BenchEnvironment environment = new BenchEnvironment(Path.of(arguments[0]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ");
            long start = System.nanoTime();
            try {
                if (order[0].equals("up")) {
                    environment.up(order[1]);
                } else {
                    environment.down(order[1]);
                }
                System.out.printf(
                        "ok %d %d %d%n",
                        (System.nanoTime() - start) / 1_000_000, environment.calls(), environment.retries());
            } catch (RuntimeException e) {
                System.out.println("failed " + e.getMessage().replace('\n', ' '));
            }
            System.out.flush();
        }
    }
}
