package dev.esb.cli;

import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option of commands that wait until services are ready. */
final class Timeout {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long it may take until all is ready again.")
    private String text;

    Duration read() {
        return SecondsParameter.TIMEOUT.read(text);
    }
}
