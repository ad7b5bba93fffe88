package dev.esb;

/**
 * An error that a user can put right.
 *
 * <p>The message is one paragraph that names the thing, where it is, and the way out. The goals print it as it stands, without a
 * stack trace; the cause is printed by {@code mvn -X} only.
 */
public class EsbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EsbException(String message) {
        super(message);
    }

    public EsbException(String message, Throwable cause) {
        super(message, cause);
    }
}
