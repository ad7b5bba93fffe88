import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseIT {

    /** Notes which containers there are, and what the database has, for the build after this one. */
    @Test
    void answers() throws IOException, InterruptedException {
        String project = System.getProperty("esb.project");
        StringBuilder line = new StringBuilder();
        for (String service : List.of("database", "web")) {
            line.append(docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", project + "-" + service + "-1"))
                    .append(' ');
        }
        docker("exec", project + "-database-1", "sh", "-c", "echo row >> /rows/rows");
        line.append(docker("exec", project + "-database-1", "cat", "/rows/rows").lines().count());
        Files.writeString(
                Path.of("builds.txt"), line.append('\n'), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
