package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.Commands;
import dev.esb.Programs;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DetachedJavaTest {
    private static final Path HOME = Path.of(System.getProperty("java.home"));

    private final FileSystem unix = Jimfs.newFileSystem(Configuration.osX());
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());

    @AfterEach
    void closeFiles() throws IOException {
        unix.close();
        windows.close();
    }

    @Test
    void hasASessionOfItsOwnOnLinux() throws IOException {
        make(unix.getPath("/usr/bin/setsid"));
        make(unix.getPath("/usr/bin/perl"));

        assertThat(on("Linux").command(List.of("-cp", "a b", "Main")))
                .containsExactly("/usr/bin/setsid", HOME.resolve("bin/java").toString(), "-cp", "a b", "Main");
    }

    @Test
    void hasItByPerlOnMacOs() throws IOException {
        make(unix.getPath("/usr/bin/perl"));

        assertThat(on("Mac OS X").command(List.of("Main")))
                .containsExactly(
                        "/usr/bin/perl",
                        "-e",
                        "require POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV",
                        HOME.resolve("bin/java").toString(),
                        "Main");
    }

    @Test
    void ignoresSignalsWhereThereIsOnlyAShell() {
        assertThat(on("Mac OS X").command(List.of("Main")))
                .startsWith("/bin/sh", "-c", "trap '' HUP INT TERM; exec \"$0\" \"$@\"")
                .endsWith(HOME.resolve("bin/java").toString(), "Main");
    }

    @Test
    void hasNoConsoleOnWindows() throws IOException {
        Path home = windows.getPath("C:\\Program Files\\Java\\jdk-21");
        make(home.resolve("bin\\javaw.exe"));
        DetachedJava java = new DetachedJava(home, new Programs(Map.of(), "Windows 11", windows));

        assertThat(java.command(List.of("-cp", "C:\\a b", "Main")))
                .containsExactly("C:\\Program Files\\Java\\jdk-21\\bin\\javaw.exe", "-cp", "C:\\a b", "Main");
    }

    /** Each by what it finds: a file system with the real paths of Linux, in which the better ways are missing. */
    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/setsid", "/usr/bin/perl", "/bin/sh"})
    @EnabledOnOs(OS.LINUX)
    void livesOnWhenTheProcessGroupOfTheBuildEnds(String launcher) throws Exception {
        make(unix.getPath(launcher));
        List<String> command = on("Linux").command(EchoingProcess.ARGUMENTS);
        assertThat(command).startsWith(launcher);
        try (EchoingProcess process = new EchoingProcess(command)) {
            for (String signal : List.of("INT", "HUP", "TERM", "INT")) {
                process.signalGroup(signal);

                assertThat(process.echo(signal)).isEqualTo(signal);
            }
        }
    }

    /** So the test above shows something. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "HUP", "TERM"})
    @EnabledOnOs(OS.LINUX)
    void wouldOtherwiseEndWithIt(String signal) throws Exception {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/java").toString()));
        command.addAll(EchoingProcess.ARGUMENTS);
        try (EchoingProcess process = new EchoingProcess(command)) {
            process.signalGroup(signal);

            assertThat(process.output.readLine()).isNull();
        }
    }

    private DetachedJava on(String system) {
        return new DetachedJava(HOME, new Programs(Map.of(), system, unix));
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    /** A Java that a process group of its own starts, as a build starts its watchdog, and that repeats what it reads. */
    private static final class EchoingProcess implements AutoCloseable {
        private static final List<String> ARGUMENTS =
                List.of("-Xmx16m", "-cp", System.getProperty("java.class.path"), Main.class.getName());

        private final Process group;
        private final BufferedReader output;
        private final BufferedWriter input;

        EchoingProcess(List<String> command) throws IOException {
            // The shell, which leads the group, takes all signals; what it starts has none of its handlers.
            // A build that runs in the background of a script ignores SIGINT, and so would all that it starts.
            List<String> all = new ArrayList<>(List.of(
                    "setsid",
                    "env",
                    "--default-signal=INT,HUP,TERM",
                    "sh",
                    "-c",
                    "trap : INT HUP TERM; \"$0\" \"$@\"; :"));
            all.addAll(command);
            group = new ProcessBuilder(all)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = new BufferedReader(new InputStreamReader(group.getInputStream(), StandardCharsets.UTF_8));
            input = group.outputWriter(StandardCharsets.UTF_8);
            assertThat(output.readLine()).isEqualTo("ready");
        }

        void signalGroup(String signal) {
            Commands.output(List.of("kill", "-" + signal, "--", "-" + group.pid()));
        }

        String echo(String text) throws IOException {
            input.write(text);
            input.newLine();
            input.flush();
            return output.readLine();
        }

        @Override
        public void close() throws IOException {
            input.close();
            output.close();
        }
    }

    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = input.readLine(); line != null; line = input.readLine()) {
                    System.out.println(line);
                }
            }
        }
    }
}
