package dev.esb.junit;

/** What services have logged while a test ran that has failed. Carries it into the report, as a suppressed exception of that of the test. */
final class ServiceLogsException extends Exception {
    private static final long serialVersionUID = 1L;

    ServiceLogsException(String environment, String lines) {
        // Without a stack trace, which would say nothing.
        super(
                "The services of '%s' have logged since the test began:%n%s".formatted(environment, lines),
                null,
                false,
                false);
    }
}
