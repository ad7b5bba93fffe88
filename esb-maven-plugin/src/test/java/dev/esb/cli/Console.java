package dev.esb.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.esb.project.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** Calls the command line in this process, and keeps what it prints. */
public final class Console {
    private final Path project;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** @param project the directory with the script, which is the working directory as well */
    public Console(Path project) {
        this.project = project;
    }

    /** The exit code. */
    public int run(String... arguments) {
        return Esb.run(surroundings(Map.of()), arguments);
    }

    public Surroundings surroundings(Map<String, String> variables) {
        return new Surroundings(
                "./esb",
                project,
                project,
                variables,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                true);
    }

    /** As another process calls commands, whose output is not this process's own. */
    public Surroundings served() {
        Surroundings attached = surroundings(Map.of());
        return attached.of(attached.out(), attached.err());
    }

    public String out() {
        return out.toString(UTF_8);
    }

    public String err() {
        return err.toString(UTF_8);
    }
}
