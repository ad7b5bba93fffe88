package dev.esb.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Where results are printed that other programs read. */
final class StandardOutput {
    /** Of Maven 4, which puts {@code [INFO] [stdout]} before each line. */
    private static final String OF_MAVEN_LOG = "org.apache.maven.logging.LoggingOutputStream$LoggingPrintStream";

    private StandardOutput() {}

    /** Prints a line as it is, without a prefix of Maven's. */
    static void print(String line) {
        boolean isOfMavenLog = System.out.getClass().getName().equals(OF_MAVEN_LOG);
        if (isOfMavenLog && !isInMavenDaemon()) {
            ofProcess().println(line);
        } else {
            System.out.println(line);
        }
    }

    /** That of the process, also where Maven has put its own in front of it, or has closed its own. Not to be closed: other code prints as well. */
    static PrintStream ofProcess() {
        // Java 17 has that of a console in the second one. A console of Windows has another than its files.
        String encoding = System.getProperty(
                "stdout.encoding",
                System.getProperty(
                        "sun.stdout.encoding", Charset.defaultCharset().name()));
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, Charset.forName(encoding));
    }

    /** Its user's terminal is that of another process, which gets what Maven prints. */
    private static boolean isInMavenDaemon() {
        return System.getProperty("mvnd.home") != null;
    }
}
