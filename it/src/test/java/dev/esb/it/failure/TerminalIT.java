package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a person sees at a terminal while an environment comes up. */
@EnabledIf(
        value = "dev.esb.it.failure.TerminalSession#canBeStarted",
        disabledReason = "tmux is not installed, in whose terminals these tests look")
class TerminalIT extends FailureTest {
    private static final int WIDTH = 90;

    private static final String STACK = """
            services:
              db:
                image: debian:trixie-slim
                command: ["perl", "-MIO::Socket::INET", "-e", "%s"]
                ports: ["5432"]
              web:
                build: image
                command: sleep infinity
                init: true
            """;

    private static final String LISTENS_LATE =
            "sleep 4; $$s = IO::Socket::INET->new(LocalPort => 5432, Listen => 9); while (1) { push @c, $$s->accept }";

    @Tag("long")
    @Test
    void showsABuildAndAWaitEachInOneLineThatChangesInPlace() throws Exception {
        Project project = project("terminal");
        write(project, LISTENS_LATE);

        try (TerminalSession terminal = project.startAtTerminal(WIDTH, "up")) {
            terminal.await("web  building");
            terminal.await("db   waiting (port 5432 does not answer)");
            assertNotTorn(terminal);

            terminal.resize(50);
            terminal.await("db   waiting");
            terminal.resize(WIDTH);
            int exitCode = terminal.end();

            assertThat(exitCode).isZero();
            assertNotTorn(terminal);
            assertThat(terminal.screen())
                    .anyMatch(line -> line.matches("db   ready  \\d+ s"))
                    .anyMatch(line -> line.matches("web  ready  \\d+ s"))
                    .anyMatch(line -> line.matches("\\[INFO] SERVICE +PORT +ADDRESS +PROPERTY"));
        } finally {
            project.goal("down");
        }
    }

    @Test
    void showsWhichServiceHasFailed() throws Exception {
        Project project = project("terminal");
        write(project, "exit 3");

        try (TerminalSession terminal = project.startAtTerminal(WIDTH, "up")) {
            int exitCode = terminal.end();

            assertThat(exitCode).isEqualTo(1);
            assertNotTorn(terminal);
            assertThat(terminal.screen()).anyMatch(line -> line.matches("db   failed  \\d+ s"));
        }
        assertNothingLeftAtOnce(project);
    }

    /** Where a line is drawn in a wrong place, that of a service is there twice, or is a part of another one. */
    private static void assertNotTorn(TerminalSession terminal) {
        for (List<String> screen : terminal.screens()) {
            List<String> lines = screen.stream()
                    .dropWhile(line -> !line.startsWith("[INFO] Bringing up"))
                    .takeWhile(line -> !line.startsWith("[INFO] Environment") && !line.startsWith("[INFO] ---"))
                    .skip(1)
                    .toList();
            assertThat(lines)
                    .as(String.join("\n", screen))
                    .allMatch(line ->
                            line.matches("(db |web)  (starting|building|waiting|ready|failed)\\b.*  [\\d:]+ (s|min)"))
                    .extracting(line -> line.substring(0, 3))
                    .doesNotHaveDuplicates();
        }
    }

    private static void write(Project project, String program) throws IOException {
        Files.writeString(project.directory.resolve("compose.yml"), STACK.formatted(program));
        // Another one each time, so that it does not come from the cache of the builder.
        Files.writeString(
                project.directory.resolve("image/Dockerfile"),
                "FROM debian:trixie-slim\nRUN echo %s && sleep 2\n".formatted(UUID.randomUUID()));
    }
}
