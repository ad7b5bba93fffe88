package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A terminal of tmux in which one command runs, and what a person sees in it. */
final class TerminalSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int HEIGHT = 40;

    private static final String END = "the command has ended with ";

    private final String server;
    private final Set<List<String>> screens = new LinkedHashSet<>();

    private TerminalSession(String server) {
        this.server = server;
    }

    static boolean canBeStarted() {
        try {
            return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static TerminalSession start(Path directory, Map<String, String> variables, int width, List<String> command)
            throws IOException, InterruptedException {
        TerminalSession session = new TerminalSession("esb-it-" + UUID.randomUUID());
        // What the build of this suite has, such as --batch-mode, is not what a person has.
        List<String> line = new ArrayList<>(List.of("env", "-u", "CI", "-u", "MAVEN_ARGS", "-u", "ESB_ENV"));
        variables.forEach((name, value) -> line.add(name + "=" + value));
        if (Shell.engine() != null) {
            line.addAll(List.of("DOCKER_HOST=" + Shell.engine(), "DOCKER_TLS_VERIFY="));
        }
        line.addAll(command);
        String quoted = String.join(
                " ",
                line.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
        session.tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                String.valueOf(width),
                "-y",
                String.valueOf(HEIGHT),
                "-c",
                directory.toString(),
                quoted + "; echo " + END + "$?; sleep 600");
        return session;
    }

    /** Waits until a line of the screen contains the text. */
    void await(String text) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (screen().stream().noneMatch(line -> line.contains(text))) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("'%s' does not come:%n%s".formatted(text, String.join("\n", screen())));
            }
            Thread.sleep(INTERVAL.toMillis());
        }
    }

    /** Waits for the end of the command. */
    int end() throws IOException, InterruptedException {
        await(END);
        String line = screen().stream()
                .filter(each -> each.startsWith(END))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.substring(END.length()));
    }

    void resize(int width) throws IOException, InterruptedException {
        tmux("resize-window", "-x", String.valueOf(width), "-y", String.valueOf(HEIGHT));
        // The screens of another width have lines that the terminal has broken.
        screens.clear();
    }

    /** The lines that are on the screen. */
    List<String> screen() throws IOException, InterruptedException {
        List<String> lines = tmux("capture-pane", "-p").stream()
                .filter(line -> !line.isBlank())
                .toList();
        screens.add(lines);
        return lines;
    }

    /** Each screen that was seen since the last change of the size. */
    Set<List<String>> screens() {
        return screens;
    }

    private List<String> tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", server));
        command.addAll(List.of(arguments));
        return Shell.lines(command.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
