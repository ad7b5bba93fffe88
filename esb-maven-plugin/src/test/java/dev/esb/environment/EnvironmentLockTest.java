package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentLockTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path home;

    private Directories directories;

    @BeforeEach
    void directories() {
        directories = new Directories(home.resolve("e2e-1"), home.resolve("sockets"), home.resolve("output"));
    }

    @Test
    void leavesNoFile() throws IOException {
        EnvironmentLock lock = EnvironmentLock.acquire(directories, PATIENCE);
        assertThat(home.resolve("e2e-1.lock")).exists();

        lock.close();

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void tellsOfSomebodyWhoIsNotDoneInTime() throws IOException {
        EnvironmentLock lock = EnvironmentLock.acquire(directories, PATIENCE);
        try {
            assertThatThrownBy(() -> EnvironmentLock.acquire(directories, Duration.ZERO))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("Another process is at work on it")
                    .hasMessageContaining("e2e-1.lock");
        } finally {
            lock.close();
        }
    }

    @Test
    void isOfOneEnvironment() throws IOException {
        Directories other = new Directories(home.resolve("e2e-2"), home.resolve("sockets"), home.resolve("output"));
        EnvironmentLock lock = EnvironmentLock.acquire(directories, PATIENCE);
        EnvironmentLock.acquire(other, Duration.ZERO).close();
        lock.close();
    }

    @Test
    void isAbandonedOnlyWhereNobodyHasIt() throws IOException {
        Path other = Files.writeString(home.resolve("notes"), "");
        Path abandoned = Files.writeString(home.resolve("e2e-2.lock"), "process 1");
        EnvironmentLock lock = EnvironmentLock.acquire(directories, PATIENCE);

        assertThat(EnvironmentLock.isAbandoned(directories.lock(), true)).isFalse();
        assertThat(EnvironmentLock.isAbandoned(other, true)).isFalse();
        assertThat(EnvironmentLock.isAbandoned(abandoned, false)).isTrue();
        assertThat(abandoned).exists();
        assertThat(EnvironmentLock.isAbandoned(abandoned, true)).isTrue();
        assertThat(abandoned).doesNotExist();

        lock.close();
        assertThat(home).isDirectoryContaining("glob:**notes");
    }

    @Test
    void givesItToOneThreadAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                results.add(executor.submit(() -> {
                    EnvironmentLock lock = EnvironmentLock.acquire(directories, PATIENCE);
                    assertThat(inside.incrementAndGet()).isOne();
                    Thread.sleep(1);
                    inside.decrementAndGet();
                    lock.close();
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void keepsProcessesApartAndEndsWithAProcessThatIsKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("has it");
            assertThatThrownBy(() -> EnvironmentLock.acquire(directories, Duration.ZERO))
                    .isInstanceOf(Problem.class);
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(Files.exists(directories.lock())).isTrue();

        EnvironmentLock.acquire(directories, PATIENCE).close();

        assertThat(home).isEmptyDirectory();
    }

    /** Has the lock until it is killed. */
    static final class OtherProcess {
        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            EnvironmentLock.acquire(
                    new Directories(home.resolve("e2e-1"), home.resolve("sockets"), home.resolve("output")), PATIENCE);
            System.out.println("has it");
            Thread.sleep(PATIENCE.toMillis());
        }
    }
}
