package dev.esb.maven;

import dev.esb.Reporter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what is done outside of a goal. Once the JVM ends, Maven's log may be closed, and {@code System.err} may be that of tests
 * that ran in this JVM, and fail; so it is told to the standard error of the process itself.
 */
final class BuildEndReporter implements Reporter {
    static final BuildEndReporter INSTANCE = new BuildEndReporter();

    private static final Logger LOG = LoggerFactory.getLogger(BuildEndReporter.class);

    private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    private volatile boolean isEndOfJvm;

    private BuildEndReporter() {}

    /** From now on. */
    void endOfJvm() {
        isEndOfJvm = true;
    }

    /** What becomes of an environment, unlike the single steps on the way there. */
    void tell(String line) {
        say(line, LOG::info);
    }

    @Override
    public void warn(String line) {
        say(line, LOG::warn);
    }

    @Override
    public void info(String line) {
        debug(line);
    }

    @Override
    public void debug(String line) {
        if (!isEndOfJvm) {
            LOG.debug(line);
        }
    }

    private void say(String line, Consumer<String> log) {
        if (isEndOfJvm) {
            console.println("esb: " + line);
        } else {
            log.accept(line);
        }
    }
}
