package dev.esb.environment;

/**
 * What becomes of texts that name a published port by its number, such as {@code http://localhost:8080} ({@code esb.rewriteLiterals}).
 *
 * <p>A client on the host needs the environment's port in such a text, a process in the container the written one.
 */
public enum LiteralTexts {
    /** Those get the environment's port that certainly mean the host's; the others are reported. */
    CERTAIN,
    /** Those that may mean the host's port get it, too. */
    ALL,
    /** None is rewritten, and all are reported that may mean the host's port. */
    NONE
}
