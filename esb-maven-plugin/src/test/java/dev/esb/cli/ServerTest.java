package dev.esb.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.project.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How another process calls commands. */
class ServerTest {
    @TempDir
    private Path project;

    private OutputStream calls;
    private BufferedReader answers;
    private Thread server;

    @BeforeEach
    void serve() throws IOException {
        // Those of java.io end with the thread that has written last.
        Pipe called = Pipe.open();
        Pipe answered = Pipe.open();
        calls = Channels.newOutputStream(called.sink());
        answers = new BufferedReader(Channels.newReader(answered.source(), UTF_8));
        InputStream input = Channels.newInputStream(called.source());
        PrintStream output = new PrintStream(Channels.newOutputStream(answered.sink()), true, UTF_8);
        Surroundings surroundings = new Surroundings("./esb", project, project, Map.of(), output, output, true);
        server = new Thread(() -> {
            try {
                new Server(surroundings).serve(input);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        server.start();
    }

    @AfterEach
    void end() throws Exception {
        calls.close();
        server.join(10_000);
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void answersWithWhatACommandPrintsAndItsExitCode() throws IOException {
        assertThat(call("1\tlist\t--hlep"))
                .containsExactly(
                        "1\te\tesb: The command 'list' has no option '--hlep'. Did you mean '--help'? './esb list --help' describes it.",
                        "1\tx\t2");
    }

    @Test
    void keepsResultsApartFromMessages() throws IOException {
        List<String> answer = call("7\tlist\t--help");

        assertThat(answer).contains("7\to\tLists the environments on the engine.", "7\tx\t0");
        assertThat(answer).noneMatch(line -> line.startsWith("7\te"));
    }

    @Test
    void takesWordsAsTheyAre() throws IOException {
        assertThat(call("1\tno\\tsuch\\\\x"))
                .first()
                .asString()
                .startsWith("1\te\tesb: There is no command 'no\\tsuch\\\\x'.");
        assertThat(Server.unescaped("a\\nb")).isEqualTo("a\nb");
    }

    @Test
    void refusesWhatNeedsATerminal() throws IOException {
        assertThat(call("1\texec\tdb\tpsql"))
                .containsExactly("1\te\tesb: The command 'exec' needs a terminal of its own.", "1\tx\t1");
    }

    @Test
    void answersEachCallUnderItsNumber() throws IOException {
        calls.write("1\texec\n2\tshell\n3\trun\n".getBytes(UTF_8));
        calls.flush();

        assertThat(List.of(last(), last(), last())).containsExactlyInAnyOrder("1\tx\t1", "2\tx\t1", "3\tx\t1");
    }

    private List<String> call(String line) throws IOException {
        calls.write((line + "\n").getBytes(UTF_8));
        calls.flush();
        List<String> lines = new ArrayList<>();
        String answer;
        do {
            answer = answers.readLine();
            lines.add(answer);
        } while (!answer.contains("\tx\t"));
        return lines;
    }

    private String last() throws IOException {
        String answer;
        do {
            answer = answers.readLine();
        } while (!answer.contains("\tx\t"));
        return answer;
    }
}
