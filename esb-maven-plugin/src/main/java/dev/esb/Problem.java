package dev.esb;

/**
 * Something that went wrong and that a user can put right.
 *
 * <p>The message is one paragraph that names the thing, where it is, and the way out. It is shown as it stands, without a
 * stack trace; a cause is kept for {@code mvn -X}.
 */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Problem(String message) {
        super(message);
    }

    public Problem(String message, Throwable cause) {
        super(message, cause);
    }
}
