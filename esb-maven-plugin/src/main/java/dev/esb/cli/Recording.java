package dev.esb.cli;

import dev.esb.project.Surroundings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands that change nothing, so that the JVM loads the classes that go into a {@link ClassArchive}. */
final class Recording {
    private Recording() {}

    /** Ends with 0, whatever comes of the commands: without an engine, fewer classes are used. */
    public static void main(String[] arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Path directory = Path.of("").toAbsolutePath();
        Map<String, String> variables = new HashMap<>(System.getenv());
        // Not in an environment of the user.
        variables.put("ESB_ENV", "esb-recording");
        Surroundings surroundings = new Surroundings("esb", directory, directory, variables, nowhere, nowhere, false);
        for (List<String> command : List.of(
                List.of("list"),
                List.of("ps"),
                List.of("port", "web", "80"),
                List.of("logs", "web"),
                List.of("down", "--help"),
                List.of("list", "--unknown"))) {
            Esb.run(surroundings, command.toArray(String[]::new));
        }
        new ServedCommand(surroundings, new OwnedEnvironments()).run(List.of("describe"));
    }
}
