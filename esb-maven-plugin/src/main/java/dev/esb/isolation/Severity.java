package dev.esb.isolation;

/** What a finding means for running the stack beside other environments. */
public enum Severity {
    /** The stack cannot run beside another environment of the same stack, or not on this engine. */
    BLOCKING,
    /** Environments use something together, and can disturb each other through it. */
    SHARED,
    /**
     * The engine does not see this machine's files and cannot give what the stack asks for, such as a live mount of a directory: containers see
     * something else in place of it. Environments do not share it.
     */
    LIMITED,
    /** A rule changed something, and environments do not share it. */
    CHANGED;

    /** Whether environments of the stack are kept apart all the same. */
    public boolean isIsolated() {
        return this == LIMITED || this == CHANGED;
    }
}
