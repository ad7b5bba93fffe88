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
    static final BuildEndReporter INSTANCE = new BuildEndReporter(
            LoggerFactory.getLogger(BuildEndReporter.class),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true));

    private final Logger log;
    private final PrintStream console;
    private volatile boolean isEndOfJvm;
    private volatile Runnable beforeMessages = () -> {};

    /** @param console receives the messages when the JVM is ending */
    BuildEndReporter(Logger log, PrintStream console) {
        this.log = log;
        this.console = console;
    }

    /**
     * What is to be done before messages are written when the JVM is ending, such as to leave alone the lines of a terminal. Its classes have
     * to be loaded by then: Maven may have closed the class loader of this plugin.
     */
    void beforeMessages(Runnable action) {
        beforeMessages = action;
    }

    /** Called when the JVM is ending: from now on, messages go to the standard error of the process. */
    void endOfJvm() {
        beforeMessages.run();
        isEndOfJvm = true;
    }

    /** Reports what was done with an environment. Unlike {@link #info}, which is for the single steps, the user always sees it. */
    void report(String line) {
        write(line, log::info);
    }

    @Override
    public void warn(String line) {
        write(line, log::warn);
    }

    @Override
    public void info(String line) {
        debug(line);
    }

    @Override
    public void debug(String line) {
        if (!isEndOfJvm) {
            log.debug(line);
        }
    }

    private void write(String line, Consumer<String> logged) {
        if (isEndOfJvm) {
            console.println("esb: " + line);
        } else {
            logged.accept(line);
        }
    }
}
