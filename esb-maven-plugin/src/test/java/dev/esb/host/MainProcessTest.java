package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Background;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which processes cannot hear a signal; of all others, the test says what is different. */
@Timeout(30)
class MainProcessTest {
    private static final String ID = "4d".repeat(32);
    private static final String OTHER = "c2".repeat(32);
    private static final int TERM = 15;
    private static final int PID = 4711;

    @TempDir
    private Path proc;

    private FakeProc.Process process;

    @BeforeEach
    void startProcess() {
        process = new FakeProc(proc).add(PID, ID);
    }

    @Test
    void oneWithoutAHandlerCannotHear() {
        assertThat(cannotHear()).isTrue();
    }

    @Test
    void oneThatIgnoresTheSignalCannotHearWhateverElseItHas() {
        process.ignores(TERM).thread(PID, "0").file("task/4711/children", "4800 4801 ");

        assertThat(cannotHear()).isTrue();
    }

    @Test
    void theSignalIsTheOneThatTheContainerIsStoppedWith() {
        process.catches(3);

        assertThat(cannotHear("SIGQUIT")).isFalse();
        assertThat(cannotHear("SIGTERM")).isTrue();
        assertThat(cannotHear("no signal")).isFalse();
    }

    @Test
    void aHandlerHears() {
        process.catches(TERM);

        assertThat(cannotHear()).isFalse();
    }

    @Test
    void aSignalThatIsBlockedCanBeReadFromADescriptor() {
        process.blocks(TERM);
        assertThat(cannotHear()).isFalse();

        process.ignores(TERM);
        assertThat(cannotHear()).isFalse();
    }

    @Test
    void aSignalThatIsBlockedInAnotherThreadMayBeWaitedFor() {
        process.blocks(TERM).thread(PID + 1, "futex_wait_queue").blocks();

        assertThat(cannotHear()).isFalse();
    }

    /** While a thread waits, the signals that it waits for do not count as blocked. */
    @ParameterizedTest
    @ValueSource(strings = {"do_sigtimedwait", "do_sigtimedwait.isra.0", "__x64_sys_rt_sigtimedwait"})
    void oneThatWaitsForSignalsHears(String waitsIn) {
        process.thread(PID, waitsIn);
        assertThat(cannotHear()).isFalse();

        process.ignores(TERM).thread(PID, waitsIn);
        assertThat(cannotHear()).isFalse();
    }

    @Test
    void anyThreadMayWaitForSignals() {
        process.thread(PID + 1, "do_sigtimedwait");

        assertThat(cannotHear()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", "0\n"})
    void oneOfAnotherAccountMayWaitForSignals(String waitsIn) {
        process.thread(PID, waitsIn);

        assertThat(cannotHear()).isFalse();
    }

    @Test
    void aChildMayStillDoSomething() {
        process.file("task/4711/children", "4800 ");

        assertThat(cannotHear()).isFalse();
    }

    @Test
    void aThreadCanHaveAChild() {
        process.thread(PID + 1, "futex_wait_queue").file("task/4712/children", "4800 ");

        assertThat(cannotHear()).isFalse();
    }

    @Test
    void aDebuggerSeesSignalsThatAreIgnored() {
        process.ignores(TERM).status("TracerPid", "99");

        assertThat(cannotHear()).isFalse();
    }

    /** With pid: host there is one namespace; with pid: service:x it is not the first process of the other container. */
    @ParameterizedTest
    @ValueSource(strings = {"4711", "1", "4711\t7", "4711\t1\t7"})
    void aProcessThatIsNotTheFirstOneOfItsNamespaceIsEndedBySignals(String ids) {
        process.ignores(TERM).status("NSpid", ids);

        assertThat(cannotHear()).isFalse();
    }

    @Test
    void aNamespaceMayBeDeepInOthers() {
        process.status("NSpid", "4711\t311\t1");

        assertThat(cannotHear()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // systemd, Podman, cgroup v1, as seen from a container of its own, and an engine in a container.
        "0::/system.slice/docker-ID.scope, true",
        "0::/machine.slice/libpod-ID.scope/container, true",
        "12:cpu:/docker/ID|0::/, true",
        "0::/../ID, true",
        "0::/docker/OTHER/docker/ID, true",
        // An engine elsewhere, or a /proc or cgroup namespace in which the container has no name.
        "0::/docker/OTHER, false",
        "0::/docker/ID/docker/OTHER, false",
        "12:cpu:/docker/ID|0::/docker/OTHER, false",
        "0::/, false",
        "0::/user.slice/session-4.scope, false",
        "'', false"
    })
    void theProcessIsTheContainersOwn(String groups, boolean isOwn) {
        process.cgroup(groups.replace("ID", ID).replace("OTHER", OTHER).split("\\|"));

        assertThat(cannotHear()).isEqualTo(isOwn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cgroup",
                "status",
                "task/4711/status",
                "task/4711/wchan",
                "task/4711/children",
                "task/4712/status"
            })
    void whatCannotBeReadIsNotCertain(String file) {
        process.thread(PID + 1, "futex_wait_queue").file(file, null);

        assertThat(cannotHear()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TracerPid",
                "NSpid",
                "SigBlk",
                "SigIgn",
                "SigCgt",
                "voluntary_ctxt_switches",
                "nonvoluntary_ctxt_switches"
            })
    void aKernelThatSaysLessIsNotCertain(String line) {
        process.status(line, null);

        assertThat(cannotHear()).isFalse();
    }

    @Test
    void aKernelThatNumbersSignalsOtherwiseIsNotCertain() {
        process.status("SigIgn", "0".repeat(32));

        assertThat(cannotHear()).isFalse();
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes")
    @Test
    void aThreadThatWakesMeanwhileIsNotCertain() throws Exception {
        boolean answer =
                cannotHearWhile(() -> process.file("task/4711/status", status().replace("11\nnon", "12\nnon")));

        assertThat(answer).isFalse();
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes")
    @Test
    void aThreadThatBeginsMeanwhileIsNotCertain() throws Exception {
        boolean answer = cannotHearWhile(() -> process.file("task/4712/status", status()));

        assertThat(answer).isFalse();
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes")
    @Test
    void whatWasReadMeanwhileIsTheSame() throws Exception {
        assertThat(cannotHearWhile(() -> {})).isTrue();
    }

    @Test
    void thereMayBeNoProcess() {
        assertThat(new MainProcess(proc, ID, 0).cannotHear("")).isFalse();
        assertThat(new MainProcess(proc, ID, 4712).cannotHear("")).isFalse();
        assertThat(new MainProcess(proc.resolve("absent"), ID, PID).cannotHear(""))
                .isFalse();
    }

    private String status() {
        try {
            return Files.readString(proc.resolve("4711/status"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks, and changes something between the first look at the thread and the second. */
    private boolean cannotHearWhile(Runnable change) throws IOException, InterruptedException {
        process.file("task/4711/wchan", null);
        Path pipe = proc.resolve("4711/task/4711/wchan");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Boolean> answer = Background.start(this::cannotHear);
        // Opens when the other thread reads it.
        try (OutputStream writing = Files.newOutputStream(pipe)) {
            change.run();
            writing.write("hrtimer_nanosleep".getBytes(StandardCharsets.UTF_8));
        }
        return Background.join(answer);
    }

    private boolean cannotHear() {
        return cannotHear("");
    }

    private boolean cannotHear(String signal) {
        return new MainProcess(proc, ID, PID).cannotHear(signal);
    }
}
