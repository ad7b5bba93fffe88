package dev.esb.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** A line that Maven's own output does not follow: of a goal that fails, Maven prints several. */
final class LastLine {
    private LastLine() {}

    /** Prints it to the standard output of the process when the JVM ends. A Maven daemon, which does not end, prints none. */
    static void print(String line) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(line), "esb-last-line"));
        } catch (IllegalStateException e) {
            // The JVM is ending.
            write(line);
        }
    }

    private static void write(String line) {
        // Maven has closed its own by then. Not closed: other shutdown hooks may print as well.
        PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, Charset.defaultCharset());
        output.println(line);
    }
}
