package dev.esb.maven;

import dev.esb.Reporter;
import dev.esb.terminal.ProgressReporter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Reports on the standard error of the process how a matrix ends with the JVM: Maven 4 closes its log at the same time. */
final class EndOfMatrixReporter implements Reporter {
    private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    private final ProgressReporter progress;

    /** @param progress whose lines then stay as they are */
    EndOfMatrixReporter(ProgressReporter progress) {
        this.progress = progress;
    }

    @Override
    public void warn(String line) {
        progress.close();
        console.println("esb: " + line);
    }

    @Override
    public void info(String line) {
        warn(line);
    }

    @Override
    public void debug(String line) {}
}
