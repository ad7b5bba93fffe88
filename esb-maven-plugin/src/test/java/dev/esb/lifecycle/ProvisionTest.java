package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.CancelledException;
import dev.esb.Reporter;
import dev.esb.start.StartFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisabledOnOs(OS.WINDOWS)
@Execution(ExecutionMode.CONCURRENT)
class ProvisionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(600);

    /** Says which process it has started, whose output is another one. */
    private static final String ENDLESS = "sh -c 'sleep 600 >/dev/null 2>&1 & echo $!; wait'";

    @TempDir
    private Path directory;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void keepsQuotedWordsTogether() {
        provision().run("sh -c \"echo two words\"");

        assertThat(told).containsExactly("two words");
    }

    @Test
    void knowsTheEnvironment() {
        provision().run("sh -c 'echo $ESB_PORT_WEB_80'");

        assertThat(told).containsExactly("20272");
    }

    @Test
    void usesNoShell() {
        provision().run("echo $ESB_PORT_WEB_80 ; ls");

        assertThat(told).containsExactly("$ESB_PORT_WEB_80 ; ls");
    }

    @Test
    void showsWhatACommandSaidThatFailed() {
        assertThatThrownBy(() -> provision().run("sh -c 'echo no such table >&2; exit 3'"))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("(provision) ended with 3")
                .hasMessageContaining("no such table");
    }

    @Test
    void saysThatACommandIsNotThere() {
        assertThatThrownBy(() -> provision().run("./fill the stack"))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("'./fill the stack' (provision) cannot be started");
    }

    /** On a terminal, commands that ask something get an end of file in place of an answer. */
    @Test
    void givesNothingToRead() {
        provision().run("cat");

        assertThat(told).isEmpty();
    }

    @Test
    @Timeout(60)
    void endsACommandThatTakesTooLongAndWhatItHasStarted() {
        Provision provision = provision(Duration.ofSeconds(3));

        assertThatThrownBy(() -> provision.run(ENDLESS))
                .isInstanceOf(StartFailedException.class)
                .hasMessage(("the command '%s' (provision) was ended, because it still ran after 3 s;"
                                + " -Desb.provisionTimeout=SECONDS gives it more time:\n  %s")
                        .formatted(ENDLESS, told.get(0)));
        assertThat(isRunning(told.get(0))).isFalse();
    }

    /** What is started in the background keeps the output open. */
    @Test
    @Timeout(60)
    void endsWhatACommandHasLeftInTheBackground() {
        String command = "sh -c 'sleep 600 & echo $!; sleep 2'";
        Provision provision = provision(Duration.ofSeconds(4));

        assertThatThrownBy(() -> provision.run(command)).hasMessageContaining("still ran after 4 s");
        assertThat(isRunning(told.get(0))).isFalse();
    }

    @Test
    @Timeout(60)
    void endsACommandWhoseThreadIsInterruptedAndWhatItHasStarted() {
        Thread goal = Thread.currentThread();
        Provision provision = new Provision(directory, Map.of(), TIMEOUT, new Messages(line -> {
            told.add(line);
            goal.interrupt();
        }));

        assertThatThrownBy(() -> provision.run(ENDLESS)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(isRunning(told.get(0))).isFalse();
    }

    @Test
    @Timeout(60)
    void endsACommandWithTheJvm() throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String child = jvm.inputReader().readLine();

        jvm.toHandle().destroy();
        jvm.onExit().join();

        assertThat(isRunning(child)).isFalse();
    }

    /** Whether it runs; ends it in that case. */
    private static boolean isRunning(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::destroyForcibly)
                .isPresent();
    }

    private Provision provision() {
        return provision(TIMEOUT);
    }

    private Provision provision(Duration timeout) {
        return new Provision(directory, Map.of("ESB_PORT_WEB_80", "20272"), timeout, new Messages(told::add));
    }

    private record Messages(Consumer<String> infos) implements Reporter {
        @Override
        public void info(String line) {
            infos.accept(line);
        }

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    }

    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            new Provision(Path.of("/"), Map.of(), TIMEOUT, new Messages(System.out::println)).run(ENDLESS);
        }
    }
}
