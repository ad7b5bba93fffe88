package dev.esb.maven;

import dev.esb.Reporter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what is done outside of a goal, to Maven's log. When the JVM is ending, that log may be closed, and {@code System.err} may have
 * been replaced by tests in this JVM, so the reporter then writes to the standard error of the process.
 */
final class BuildEndReporter implements Reporter {
    static final BuildEndReporter INSTANCE = new BuildEndReporter();

    private static final Logger LOG = LoggerFactory.getLogger(BuildEndReporter.class);

    private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    private volatile boolean isEndOfJvm;

    private BuildEndReporter() {}

    /** Called when the JVM is ending: from now on, messages go to the standard error of the process. */
    void endOfJvm() {
        isEndOfJvm = true;
    }

    /** Reports what was done with an environment. Unlike {@link #info}, which is for the single steps, the user always sees it. */
    void tell(String line) {
        write(line, LOG::info);
    }

    @Override
    public void warn(String line) {
        write(line, LOG::warn);
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

    private void write(String line, Consumer<String> log) {
        if (isEndOfJvm) {
            console.println("esb: " + line);
        } else {
            log.accept(line);
        }
    }
}
