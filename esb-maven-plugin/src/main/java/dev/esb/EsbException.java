package dev.esb;

/**
 * An error that the user can correct.
 *
 * <p>The message is one paragraph: what is wrong, where, and what the user can do. Maven prints it as the goal's failure, without a
 * stack trace; {@code mvn -X} prints the cause as well.
 */
public class EsbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String advice;

    /** @param message what is wrong, where, and what the user can do */
    public EsbException(String message) {
        this(message, (Throwable) null);
    }

    /**
     * @param message what is wrong, where, and what the user can do
     * @param cause for {@code mvn -X}
     */
    public EsbException(String message, Throwable cause) {
        super(message, cause);
        this.problem = message;
        this.advice = "";
    }

    /**
     * An error of which {@code esb:doctor} shows the two parts apart; the message is both.
     *
     * @param problem what is wrong, and where, in sentences
     * @param advice what the user can do, in sentences
     */
    public EsbException(String problem, String advice) {
        this(problem, advice, null);
    }

    /** @param cause for {@code mvn -X} */
    public EsbException(String problem, String advice, Throwable cause) {
        super(problem + " " + advice, cause);
        this.problem = problem;
        this.advice = advice;
    }

    /** What is wrong; the whole message where the parts are not known apart. */
    public final String problem() {
        return problem;
    }

    /** What the user can do; empty where {@link #problem} says it. */
    public final String advice() {
        return advice;
    }
}
