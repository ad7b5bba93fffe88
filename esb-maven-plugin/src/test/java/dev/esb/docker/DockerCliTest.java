package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.Programs;
import dev.esb.docker.ComposeCommand.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each test runs a shell script of its own in place of {@code docker}. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class DockerCliTest {
    private static final DockerCommand<String> COMMAND = new ContainerCommand.Inspect(List.of("web"));
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", System.getenv("PATH"), "COMPOSE_PROJECT_NAME", "of-the-user");

    @TempDir
    Path directory;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<DockerCli> opened = new ArrayList<>();

    @AfterEach
    void endCommands() {
        opened.forEach(DockerCli::close);
    }

    @Test
    void anInterruptEndsTheCommandAndStaysSet() throws Exception {
        DockerCli docker = docker("echo $$; exec sleep 600");
        Caller caller = new Caller(() -> docker.stream(COMMAND, lines::add));
        ProcessHandle process = process(nextLine());

        caller.thread.interrupt();

        assertThat(caller.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("inspect web");
        assertThat(caller.isInterrupted).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void runsNothingInAThreadThatIsInterrupted() throws Exception {
        Path trace = directory.resolve("trace");
        DockerCli docker = docker("touch '" + trace + "'");
        Caller caller = new Caller(() -> {
            Thread.currentThread().interrupt();
            docker.run(COMMAND);
        });

        assertThat(caller.failure()).isInstanceOf(CancelledException.class);
        assertThat(caller.isInterrupted).isTrue();
        assertThat(trace).doesNotExist();
    }

    @Test
    void awaitsTheRemovalOfAContainerByAnotherProcess() throws Exception {
        Path calls = directory.resolve("calls");
        DockerCli docker = docker("echo \"$@\" >>'%1$s'; [ $(wc -l <'%1$s') -lt 3 ] || exit 0; ".formatted(calls)
                + "echo Error response from daemon: removal of container 1 is already in progress >&2; exit 1");

        docker.run(new ResourceCommand.Remove(ResourceCommand.Kind.CONTAINER, List.of("1")));

        assertThat(calls).hasContent("container rm --force --volumes 1\n".repeat(3));
    }

    @Test
    void letsACommandFinishItsWorkAfterSigterm() throws Exception {
        DockerCli docker = docker("trap 'echo removed; exit 3' TERM; echo ready; while :; do sleep 0.1; done");
        StopSwitch stopSwitch = new StopSwitch();
        Caller caller = new Caller(() -> docker.stream(COMMAND, lines::add, stopSwitch));
        assertThat(nextLine()).isEqualTo("ready");

        stopSwitch.stop();

        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        DockerException.class, e -> assertThat(e.exitCode()).isEqualTo(3));
        assertThat(lines).containsExactly("removed");
    }

    @Test
    void killsACommandAndItsChildThatIgnoreSigterm() throws Exception {
        DockerCli docker = docker("trap '' TERM; sleep 600 & echo $$; echo $!; wait");
        StopSwitch stopSwitch = new StopSwitch(Duration.ofMillis(100));
        Caller caller = new Caller(() -> docker.stream(COMMAND, lines::add, stopSwitch));
        ProcessHandle process = process(nextLine());
        ProcessHandle child = process(nextLine());

        stopSwitch.stop();

        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        DockerException.class, e -> assertThat(e.exitCode()).isEqualTo(137));
        assertThat(process.isAlive()).isFalse();
        assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void handsOverLinesAsTheyCome() throws Exception {
        docker("printf 'one\\rtwo\\r\\nthree'").stream(COMMAND, lines::add);

        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void handsOverLinesOfTheErrorOutputToo() throws Exception {
        docker("echo progress >&2").stream(COMMAND, lines::add);

        assertThat(lines).containsExactly("progress");
    }

    @Test
    void cutsALineThatDoesNotEndAndReadsOn() throws Exception {
        docker("head -c 5000000 /dev/zero | tr '\\0' x; echo; echo next").stream(COMMAND, lines::add);

        assertThat(lines).hasSize(2).last().isEqualTo("next");
        assertThat(lines.peek()).hasSizeLessThan(70_000).endsWith("x [... cut after 64 KiB]");
    }

    @Test
    void readsTheWholeAnswerOfACommandByteForByte() throws Exception {
        Path answer = directory.resolve("answer");
        String text = "gr\u00fc\u00df\u00df\r\n\u001b[2K\r" + "x".repeat(300_000) + "\n\n";
        Files.writeString(answer, text);

        assertThat(docker("cat '" + answer + "'").run(COMMAND)).isEqualTo(text);
    }

    @Test
    void copiesOutputByteForByteWithoutTheErrorOutput() throws Exception {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        docker("echo progress >&2; printf 'a\\000\\377\\r\\n'").copyOutput(COMMAND, copy, new StopSwitch());

        assertThat(copy.toByteArray()).containsExactly('a', 0, 255, '\r', '\n');
    }

    @Test
    void endsACommandWhoseOutputCannotBeTaken() throws Exception {
        DockerCli docker = docker("echo one; exec sleep 600");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };

        assertThatThrownBy(() -> docker.copyOutput(COMMAND, full, new StopSwitch()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space left");
    }

    @Test
    void saysWhyACommandFailsWhoseOutputIsCopied() throws Exception {
        DockerCli docker = docker("echo one; echo 'no such file' >&2; exit 1");

        assertThatThrownBy(() -> docker.copyOutput(COMMAND, OutputStream.nullOutputStream(), new StopSwitch()))
                .isInstanceOfSatisfying(
                        DockerException.class, e -> assertThat(e.errorOutput()).isEqualTo("no such file"));
    }

    @Test
    void anInterruptEndsACommandWhoseOutputIsCopied() throws Exception {
        DockerCli docker = docker("echo one; exec sleep 600");
        OutputStream receiver = new OutputStream() {
            @Override
            public void write(int b) {
                lines.add(String.valueOf(b));
            }
        };
        Caller caller = new Caller(() -> docker.copyOutput(COMMAND, receiver, new StopSwitch()));
        nextLine();

        caller.thread.interrupt();

        assertThat(caller.failure()).isInstanceOf(CancelledException.class);
        assertThat(caller.isInterrupted).isTrue();
    }

    @Test
    void keepsTheEndOfTheErrorOutputOfACommandThatFails() throws Exception {
        DockerCli docker = docker("i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo line $i >&2; done; exit 7");

        assertThatThrownBy(() -> docker.run(COMMAND))
                .isInstanceOfSatisfying(DockerException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(7);
                    assertThat(e.errorOutput().lines()).hasSize(200).first().isEqualTo("line 101");
                    assertThat(e.errorOutput()).endsWith("line 300");
                })
                .hasMessageContaining("inspect web' failed with exit code 7: line 101");
    }

    @Test
    void readsNoAnswerFromACommandThatFails() throws Exception {
        DockerCli docker = docker("echo '[]'; exit 1");

        assertThatThrownBy(() -> docker.run(COMMAND))
                .isInstanceOf(DockerException.class)
                .hasMessageEndingWith("failed with exit code 1: no message");
    }

    @Test
    void endsTheCommandWhenTheConsumerOfItsLinesFails() throws Exception {
        assertEndsWithItsConsumer("echo $$; exec sleep 600");
    }

    @Test
    void endsTheCommandWhenTheConsumerOfItsErrorOutputFails() throws Exception {
        assertEndsWithItsConsumer("echo $$ >&2; exec sleep 600");
    }

    private void assertEndsWithItsConsumer(String script) throws Exception {
        DockerCli docker = docker(script);
        IllegalStateException diskFull = new IllegalStateException("disk full");

        assertThatThrownBy(() -> docker.stream(COMMAND, line -> {
                    lines.add(line);
                    throw diskFull;
                }))
                .isSameAs(diskFull);
        assertThat(ProcessHandle.of(Long.parseLong(nextLine()))).isEmpty();
    }

    @Test
    void closingEndsRunningCommandsAndRefusesLaterOnes() throws Exception {
        Path trace = directory.resolve("trace");
        DockerCli docker = docker("echo x >> '" + trace + "'; echo $$; exec sleep 600");
        Caller one = new Caller(() -> docker.stream(COMMAND, lines::add));
        Caller other = new Caller(() -> docker.stream(COMMAND, lines::add));
        List<ProcessHandle> processes = List.of(process(nextLine()), process(nextLine()));

        docker.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(List.of(one.failure(), other.failure())).hasOnlyElementsOfType(DockerException.class);
        assertThatThrownBy(() -> docker.run(COMMAND))
                .isInstanceOf(EsbException.class)
                .hasMessage("The build is ending.");
        assertThatThrownBy(docker::requireOpen).isInstanceOf(EsbException.class);
        assertThat(trace).hasContent("x\nx");
    }

    @Test
    void givesACommandItsDirectoryAndVariables() throws Exception {
        Path project = Files.createDirectory(directory.resolve("my project"));
        DockerCli docker = docker("printf '{\"directory\": \"%s\", \"port\": \"%s\"}' \"$PWD\" \"$PORT\"");
        Source source =
                new Source(project, "esb-a", List.of(), List.of(), Optional.empty(), Map.of("PORT", "$8080 \u00fc"));

        assertThat(docker.run(new ComposeCommand.Config(source, true)))
                .hasToString("{\"directory\":\"%s\",\"port\":\"$8080 \u00fc\"}".formatted(project.toRealPath()));
    }

    @Test
    void givesACommandNoProjectNameFromOutside() throws Exception {
        assertThat(docker("echo \"in $PWD: ${COMPOSE_PROJECT_NAME-none}\"").run(COMMAND))
                .isEqualTo("in %s: none\n".formatted(directory.toRealPath()));
    }

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        DockerCli docker = docker("printf '<%s>' \"$@\"");

        assertThat(docker.run(new ContainerCommand.Inspect(List.of("a b", "$HOME;'c'", "\"d\"", ""))))
                .isEqualTo("<inspect><a b><$HOME;'c'><\"d\"><>");
    }

    @Test
    void passesTheInputOfACommandToItsStandardInput() throws Exception {
        DockerCli docker = docker("cat >read; exit 3");
        String text = "services:\n" + "  # über\n".repeat(20_000);

        assertThatThrownBy(() -> docker.run(new ComposeCommand.ValidateText("esb-a", text, directory)))
                .isInstanceOf(DockerException.class);
        assertThat(directory.resolve("read")).hasContent(text);
    }

    @Test
    void takesNoOffenceAtACommandThatLeavesItsInputUnread() throws Exception {
        DockerCli docker = docker("exit 0");

        assertThatCode(() -> docker.run(new ComposeCommand.ValidateText("esb-a", "a".repeat(1_000_000), directory)))
                .doesNotThrowAnyException();
    }

    @Test
    void showsEachCommandLineBeforeItRuns() throws Exception {
        List<String> trace = new ArrayList<>();
        DockerCli docker = new DockerCli(script("echo out").toString(), ENVIRONMENT, directory, trace::add);

        docker.stream(COMMAND, line -> trace.add("ran"));

        assertThat(trace).hasSize(2).last().isEqualTo("ran");
        assertThat(trace.get(0)).endsWith("docker inspect web");
    }

    @Test
    void saysWhatToInstallWhereThereIsNoDocker() {
        DockerCli docker = new DockerCli(directory.resolve("no-docker").toString(), ENVIRONMENT, directory, line -> {});

        assertThatThrownBy(() -> docker.run(COMMAND))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The 'docker' command could not be started (")
                .hasMessageContaining("Install Docker Engine with the Compose plugin"
                        + " (https://docs.docker.com/engine/install/) and check that 'docker version' works.");
    }

    /** Where a process gets one line of text, of which it takes quotes away. */
    @Test
    void keepsQuotesOfArgumentsOnWindows() throws IOException {
        Programs windows = new Programs(ENVIRONMENT, "Windows 11", FileSystems.getDefault());
        String script = script("echo \"$2\"").toString();
        DockerCli docker = new DockerCli(new DockerProgram(script, windows), directory, line -> {});

        docker.stream(new ContainerCommand.Inspect(List.of("a \"b\"")), lines::add);

        assertThat(lines).containsExactly("\"a \\\"b\\\"\"");
    }

    private DockerCli docker(String script) throws IOException {
        DockerCli docker = new DockerCli(script(script).toString(), ENVIRONMENT, directory, line -> {});
        opened.add(docker);
        return docker;
    }

    private Path script(String text) throws IOException {
        return Script.write(directory.resolve("docker"), text);
    }

    private String nextLine() throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        assertThat(line).as("a line of the command").isNotNull();
        return line;
    }

    private static ProcessHandle process(String id) {
        return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    }

    /** A thread that runs a command, and what became of it. */
    private static final class Caller {
        private final Thread thread;
        private Throwable failure;
        private boolean isInterrupted;

        Caller(Runnable call) {
            thread = new Thread(() -> {
                try {
                    call.run();
                } catch (RuntimeException e) {
                    failure = e;
                }
                isInterrupted = Thread.currentThread().isInterrupted();
            });
            thread.setDaemon(true);
            thread.start();
        }

        Throwable failure() throws InterruptedException {
            thread.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(thread.isAlive()).as("the command still runs").isFalse();
            return failure;
        }
    }
}
