package dev.esb.project;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a call of the command line gets from its process.
 *
 * @param script the command as the user has written it, such as {@code ./esb}, for messages
 * @param project the directory with the script and {@code .esb.properties}
 * @param workingDirectory against which paths in arguments are resolved
 * @param variables the environment variables
 * @param out receives results
 * @param err receives messages
 * @param isAttached whether commands that are started use this process's own input and output, or these streams
 */
public record Surroundings(
        String script,
        Path project,
        Path workingDirectory,
        Map<String, String> variables,
        PrintStream out,
        PrintStream err,
        boolean isAttached) {

    /** Those of this process, with its own input and output. */
    public static Surroundings ofThisProcess(String script, Path project) {
        return new Surroundings(
                script,
                project,
                Path.of("").toAbsolutePath(),
                System.getenv(),
                stream(FileDescriptor.out, "stdout.encoding"),
                stream(FileDescriptor.err, "stderr.encoding"),
                true);
    }

    /** The same with other streams. */
    public Surroundings of(PrintStream results, PrintStream messages) {
        return new Surroundings(script, project, workingDirectory, variables, results, messages, false);
    }

    /** The same for another project. */
    public Surroundings in(Path directory) {
        return new Surroundings(script, directory, workingDirectory, variables, out, err, isAttached);
    }

    /** Java 17's own streams have the encoding of files, and not that of the terminal. */
    private static PrintStream stream(FileDescriptor descriptor, String property) {
        String encoding = System.getProperty(
                property,
                System.getProperty("sun." + property, Charset.defaultCharset().name()));
        return new PrintStream(new FileOutputStream(descriptor), true, Charset.forName(encoding));
    }
}
