package dev.esb.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Stands for the plugin in tests, under the name of its main class: answers calls by files in the working directory, and notes each call in {@code calls}. {@code
 * NAME.out} has what a command prints, {@code NAME.err} what it says, with which it fails; {@code up} puts {@code describe.up} in the place of {@code
 * describe.out}.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, UTF_8);
        try (BufferedReader calls = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            String line;
            while ((line = calls.readLine()) != null) {
                String[] words = line.split("\t");
                Files.writeString(
                        Path.of("calls"),
                        line.substring(line.indexOf('\t') + 1).replace('\t', ' ') + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                if (Files.exists(Path.of(words[1] + ".end"))) {
                    System.err.println("out of memory");
                    System.exit(3);
                }
                answer(words[0], words[1], answers);
            }
        }
    }

    private static void answer(String number, String command, PrintStream answers) throws IOException {
        for (String line : lines(command + ".out")) {
            answers.println(number + "\to\t" + line);
        }
        for (String line : lines(command + ".err")) {
            answers.println(number + "\te\t" + line);
        }
        boolean hasFailed = Files.exists(Path.of(command + ".err"));
        if (command.equals("up") && !hasFailed) {
            answers.println(number + "\te\t[INFO] Bringing up");
            Files.copy(
                    Path.of("describe.up"), Path.of("describe.out"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        answers.println(number + "\tx\t" + (hasFailed ? 1 : 0));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.exists(Path.of(file)) ? Files.readAllLines(Path.of(file)) : List.of();
    }
}
