package dev.esb.isolation;

/** What a finding means for running the stack beside other environments. */
public enum Severity {
    /** The stack cannot run beside another environment of the same stack. */
    BLOCKING,
    /** Environments use something together, and can disturb each other through it. */
    SHARED,
    /** A rule changed something, and environments do not share it. */
    CHANGED
}
