package dev.esb.docker;

import java.util.List;

/** A {@code docker} command failed; the message has its command line, exit code and error output. */
public final class DockerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String errorOutput;

    DockerException(List<String> commandLine, int exitCode, String errorOutput) {
        super("'%s' failed with exit code %s: %s"
                .formatted(
                        String.join(" ", commandLine), exitCode, errorOutput.isBlank() ? "no message" : errorOutput));
        this.exitCode = exitCode;
        this.errorOutput = errorOutput;
    }

    /** What went wrong, for a message: the error output, or the exit code where the command has printed none. */
    public String reason() {
        return errorOutput.isBlank()
                ? "a docker command ended with exit code %s and printed no reason".formatted(exitCode)
                : errorOutput.strip();
    }

    /** The last line of the {@link #reason()}, which says what the ones before it have led to. */
    public String lastReason() {
        return reason().lines().reduce((first, last) -> last).orElse("");
    }

    /** The exit code of the command. */
    public int exitCode() {
        return exitCode;
    }

    /** The last lines of the command's standard error, without leading and trailing blank lines. */
    public String errorOutput() {
        return errorOutput;
    }
}
