package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
        directories = directories("e2e-1");
    }

    @Test
    void isAByteOfOneFileThatStays() throws IOException {
        EnvironmentLock.whileHeld(directories, PATIENCE, () -> assertThat(home).isDirectoryContaining("glob:**/.lock"));
        EnvironmentLock.whileHeld(directories("e2e-2"), PATIENCE, () -> null);

        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(home.resolve(".lock"));
        }
    }

    @Test
    void namesTheFileWhenAnotherThreadIsNotDoneInTime() throws IOException {
        EnvironmentLock.whileHeld(
                directories,
                PATIENCE,
                () -> assertThatThrownBy(() -> EnvironmentLock.whileHeld(directories, Duration.ZERO, () -> null))
                        .isInstanceOf(EsbException.class)
                        .hasMessageContaining("Another process is at work on the environment 'e2e-1'")
                        .hasMessageContaining(home.resolve(".lock").toString()));
    }

    @Test
    void keepsNoOtherEnvironmentWaiting() throws IOException {
        assertThat(EnvironmentLock.<String>whileHeld(
                        directories,
                        PATIENCE,
                        () -> EnvironmentLock.whileHeld(directories("e2e-2"), Duration.ZERO, () -> "done")))
                .isEqualTo("done");
    }

    /** To close any channel of a file would give back every lock that the process has on it. */
    @Test
    void staysHeldWhileThatOfAnotherEnvironmentIsGivenBack() throws Exception {
        try (OtherProcess other = new OtherProcess(home, "e2e-1")) {
            EnvironmentLock.whileHeld(directories("e2e-2"), PATIENCE, () -> {
                EnvironmentLock.whileHeld(directories("e2e-3"), PATIENCE, () -> null);
                try (OtherProcess late = new OtherProcess(home, "e2e-2", Duration.ZERO)) {
                    assertThat(late.says()).isEqualTo("waits in vain");
                }
                return null;
            });
            assertThat(other.says()).isEqualTo("has it");
        }
    }

    @Test
    void isGivenBackAfterAnError() throws IOException {
        assertThatThrownBy(() -> EnvironmentLock.whileHeld(directories, PATIENCE, () -> {
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        EnvironmentLock.whileHeld(directories, Duration.ZERO, () -> null);
    }

    /** As on an NFS without locks ("No locks available"); here the channel is one that cannot lock. */
    @Test
    void saysWhatToDoWhereTheFileSystemHasNoLocks() throws IOException {
        EnvironmentLock.prepare(directories);
        Path file = home.resolve(".lock");
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        FileChannel locking = EnvironmentLock.CHANNELS.get(key);
        FileChannel closed =
                FileChannel.open(home.resolve("other"), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        closed.close();
        EnvironmentLock.CHANNELS.put(key, closed);
        try {
            assertThatThrownBy(new UsableDirectories(directories)::requireHome)
                    .isInstanceOf(EsbException.class)
                    .hasMessageStartingWith("The file '%s' cannot be locked: ".formatted(file))
                    .hasMessageEndingWith("name a directory on a local disk: -Desb.home=DIRECTORY");
            assertThatThrownBy(() -> EnvironmentLock.whileHeld(directories, PATIENCE, () -> null))
                    .isInstanceOf(EsbException.class)
                    .hasMessageStartingWith("The file '%s' cannot be locked: ".formatted(file));
        } finally {
            EnvironmentLock.CHANNELS.put(key, locking);
        }
    }

    @Test
    void worksAgainAfterTheFileWasDeleted() throws Exception {
        EnvironmentLock.whileHeld(directories, PATIENCE, () -> null);
        Files.delete(home.resolve(".lock"));

        EnvironmentLock.whileHeld(directories, PATIENCE, () -> {
            try (OtherProcess other = new OtherProcess(home, "e2e-1", Duration.ZERO)) {
                assertThat(other.says()).isEqualTo("waits in vain");
            }
            return null;
        });
    }

    @Test
    void tellsWhetherItIsHeldAndMakesNothing() throws Exception {
        assertThat(EnvironmentLock.isHeld(directories)).isFalse();
        assertThat(home).isEmptyDirectory();

        EnvironmentLock.whileHeld(directories, PATIENCE, () -> {
            assertThat(EnvironmentLock.isHeld(directories)).isTrue();
            assertThat(EnvironmentLock.isHeld(directories("e2e-2"))).isFalse();
            return null;
        });
        assertThat(EnvironmentLock.isHeld(directories)).isFalse();

        try (OtherProcess other = new OtherProcess(home, "e2e-1")) {
            assertThat(other.says()).isEqualTo("has it");
            assertThat(EnvironmentLock.isHeld(directories)).isTrue();
        }
    }

    @Test
    void isHeldByOneThreadAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                results.add(executor.submit(() -> EnvironmentLock.whileHeld(directories, PATIENCE, () -> {
                    assertThat(inside.incrementAndGet()).isOne();
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                    return null;
                })));
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
        try (OtherProcess other = new OtherProcess(home, "e2e-1")) {
            assertThat(other.says()).isEqualTo("has it");
            assertThatThrownBy(() -> EnvironmentLock.whileHeld(directories, Duration.ZERO, () -> null))
                    .isInstanceOf(EsbException.class);
        }

        EnvironmentLock.whileHeld(directories, Duration.ZERO, () -> null);
    }

    private Directories directories(String name) {
        return directories(home, name);
    }

    private static Directories directories(Path home, String name) {
        return new DirectoryLayout(home, home.resolve("sockets"), home.resolve("output")).named(name);
    }

    /** Asks for the lock and keeps it until it is killed. */
    private static final class OtherProcess implements AutoCloseable {
        private final Process process;

        OtherProcess(Path home, String name) throws IOException {
            this(home, name, PATIENCE);
        }

        OtherProcess(Path home, String name, Duration patience) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            home.toString(),
                            name,
                            patience.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        }

        String says() throws IOException {
            return process.inputReader().readLine();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            Directories directories = EnvironmentLockTest.directories(Path.of(arguments[0]), arguments[1]);
            try {
                EnvironmentLock.whileHeld(directories, Duration.parse(arguments[2]), () -> {
                    System.out.println("has it");
                    // Until this process is killed.
                    System.in.read();
                    return null;
                });
            } catch (EsbException e) {
                System.out.println("waits in vain");
            }
        }
    }
}
