package dev.esb.cli;

import java.io.IOException;
import java.nio.file.Path;

/** The program that the scripts {@code esb} and {@code esb.cmd} start. */
public final class Main {
    private Main() {}

    /** For programs: this process takes commands from its standard input. */
    private static final String SERVE = "serve";

    /** Ends the JVM with the exit code of the command. */
    public static void main(String[] arguments) throws IOException {
        Surroundings surroundings = Surroundings.ofThisProcess(script(), directory());
        int exitCode = 0;
        if (arguments.length == 1 && arguments[0].equals(SERVE)) {
            new Server(surroundings).serve(System.in);
        } else {
            exitCode = Esb.run(surroundings, arguments);
        }
        ClassArchive.named(System.getProperty("esb.script.archive", "")).ifPresent(ClassArchive::makeInBackground);
        System.exit(exitCode);
    }

    /** As the user has called it. */
    private static String script() {
        return System.getProperty("esb.script", "esb");
    }

    private static Path directory() {
        return Path.of(System.getProperty("esb.script.directory", "")).toAbsolutePath();
    }
}
