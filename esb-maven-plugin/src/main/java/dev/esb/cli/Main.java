package dev.esb.cli;

import dev.esb.project.OwnJar;
import dev.esb.project.Surroundings;
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
        int exitCode;
        try {
            exitCode = run(surroundings, arguments);
        } catch (NoClassDefFoundError e) {
            System.err.printf(
                    "esb: what esb-maven-plugin needs is not beside its jar '%s' (%s is missing). Call a goal once with that local repository alone, which downloads it: mvn dev.esb:esb-maven-plugin:%s:help%n",
                    OwnJar.path(), e.getMessage(), OwnJar.path().getParent().getFileName());
            exitCode = 1;
        }
        ClassArchive.named(System.getProperty("esb.script.archive", "")).ifPresent(ClassArchive::makeInBackground);
        System.exit(exitCode);
    }

    private static int run(Surroundings surroundings, String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals(SERVE)) {
            new Server(surroundings).serve(System.in);
            return 0;
        }
        return Esb.run(surroundings, arguments);
    }

    /** As the user has called it. */
    private static String script() {
        return System.getProperty("esb.script", "esb");
    }

    private static Path directory() {
        return Path.of(System.getProperty("esb.script.directory", "")).toAbsolutePath();
    }
}
