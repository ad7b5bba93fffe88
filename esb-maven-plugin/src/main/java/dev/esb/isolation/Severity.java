package dev.esb.isolation;

/** What a finding means for running the stack beside others. */
public enum Severity {
    /** The stack cannot run beside another environment. */
    BLOCKING,
    /** Something stays shared between environments. */
    SHARED,
    /** Something was changed so that nothing is shared. */
    CHANGED
}
