package dev.esb;

/**
 * An error that the user can correct.
 *
 * <p>The message is one paragraph: what is wrong, where, and what the user can do. Maven prints it as the goal's failure, without a
 * stack trace; {@code mvn -X} prints the cause as well.
 */
public class EsbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what the user can do */
    public EsbException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong, where, and what the user can do
     * @param cause for {@code mvn -X}
     */
    public EsbException(String message, Throwable cause) {
        super(message, cause);
    }
}
