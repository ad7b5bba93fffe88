package dev.esb.docker;

import java.util.List;

/** A {@code docker} command that ended with a non-zero exit code. */
public final class DockerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String errorOutput;

    DockerException(List<String> commandLine, int exitCode, String errorOutput) {
        super("'%s' failed with exit code %d: %s"
                .formatted(
                        String.join(" ", commandLine), exitCode, errorOutput.isBlank() ? "no message" : errorOutput));
        this.exitCode = exitCode;
        this.errorOutput = errorOutput;
    }

    public int exitCode() {
        return exitCode;
    }

    /** What the command wrote to its standard error, without leading and trailing blank lines. */
    public String errorOutput() {
        return errorOutput;
    }
}
