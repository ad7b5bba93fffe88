package dev.esb.cli;

import dev.esb.goal.OutputFormat;
import picocli.CommandLine.Option;

/** The option of commands that print results. */
final class Format {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, or json for other programs to read.")
    private String text;

    OutputFormat read() {
        return OutputFormat.of(text);
    }
}
