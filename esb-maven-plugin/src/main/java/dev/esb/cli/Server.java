package dev.esb.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.esb.project.Surroundings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs commands for another process, such as that of tests, which starts this JVM once and not for each command: one line on the standard input for each call,
 * and lines on the standard output with what it prints. Several calls can run at the same time.
 *
 * <p>A call is its number and the words of the command, separated by tabs. An answer is the number, {@code o} for a line of results, {@code e} for a message or
 * {@code x} for the exit code, and that text. Tabs, line feeds and backslashes in words and texts are {@code \t}, {@code \n} and {@code \\}. When the standard
 * input ends, the process ends, and takes down the environments that it owns.
 */
final class Server {
    private static final char SEPARATOR = '\t';

    private final Surroundings surroundings;
    private final PrintStream answers;
    private final OwnedEnvironments owned;

    /** @param surroundings those of this process, of which the standard output is for answers alone */
    Server(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.answers = surroundings.out();
        this.owned = new OwnedEnvironments();
    }

    /** Returns when the input has ended, and what this process owns is down. */
    void serve(InputStream input) throws IOException {
        try (BufferedReader calls = new BufferedReader(new InputStreamReader(input, UTF_8))) {
            String line;
            while ((line = calls.readLine()) != null) {
                String[] words = line.split(String.valueOf(SEPARATOR), -1);
                List<String> command = new ArrayList<>();
                for (int i = 1; i < words.length; i++) {
                    command.add(unescaped(words[i]));
                }
                Thread call = new Thread(() -> run(words[0], command), "esb-call-" + words[0]);
                // Calls that still run do not keep the process alive: what they have begun is not wanted any more.
                call.setDaemon(true);
                call.start();
            }
        } finally {
            owned.takeDown();
        }
    }

    private void run(String number, List<String> command) {
        int exitCode = 1;
        try (PrintStream out = lines(text -> answer(number, 'o', text));
                PrintStream err = lines(text -> answer(number, 'e', text))) {
            exitCode = new ServedCommand(surroundings.of(out, err), owned).run(command);
        } finally {
            answer(number, 'x', String.valueOf(exitCode));
        }
    }

    private void answer(String number, char kind, String text) {
        String line = number + SEPARATOR + kind + SEPARATOR + escaped(text);
        synchronized (answers) {
            answers.println(line);
            answers.flush();
        }
    }

    private static PrintStream lines(Consumer<String> receiver) {
        return new PrintStream(new LineOutput(receiver), true, UTF_8);
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    static String unescaped(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                result.append(
                        switch (text.charAt(i)) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            default -> text.charAt(i);
                        });
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    /** Passes on each line when it is complete, and what is left at the end. */
    private static final class LineOutput extends OutputStream {
        private final Consumer<String> receiver;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        LineOutput(Consumer<String> receiver) {
            this.receiver = receiver;
        }

        @Override
        public void write(int b) {
            if (b == '\n') {
                pass();
            } else if (b != '\r') {
                line.write(b);
            }
        }

        private void pass() {
            receiver.accept(line.toString(UTF_8));
            line.reset();
        }

        @Override
        public void close() {
            if (line.size() > 0) {
                pass();
            }
        }
    }
}
