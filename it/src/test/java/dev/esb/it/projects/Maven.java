package dev.esb.it.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The same Maven with the same settings as the invoker's, for scripts that need one more run of it. */
public final class Maven {
    private static final int TIMEOUT_MINUTES = 5;

    private Maven() {}

    /** Starts Maven in a directory beside the other projects; its output goes to a file there. */
    public static Process start(File directory, File localRepository, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("maven.home") + "/bin/mvn",
                "--batch-mode",
                "--global-settings=" + new File(directory.getParentFile(), "interpolated-settings.xml"),
                "-Dmaven.repo.local=" + localRepository));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory)
                .redirectErrorStream(true)
                .redirectOutput(log(directory));
        builder.environment().remove("ESB_ENV");
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return builder.start();
    }

    public static void run(File directory, File localRepository, String... arguments) throws Exception {
        await(directory, start(directory, localRepository, arguments));
    }

    /** Waits until it has ended well. */
    public static void await(File directory, Process maven) throws InterruptedException {
        boolean ended = maven.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            maven.destroy();
        }
        assertThat(ended && maven.exitValue() == 0)
                .as("success of Maven, see %s", log(directory))
                .isTrue();
    }

    private static File log(File directory) {
        return new File(directory, "maven.log");
    }
}
