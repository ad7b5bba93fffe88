package dev.esb.cli;

import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option of commands that stop processes in containers. */
final class StopTimeout {
    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How long processes may take to end after their stop signal.")
    private String text;

    Duration read() {
        return SecondsParameter.STOP_TIMEOUT.read(text);
    }
}
