package dev.esb.isolation;

/** Isolates one kind of resource that is global to an engine or a host. {@link Isolator} lists the rules. */
interface Rule {

    /** Changes the context's model where needed, and adds a finding for what it changed and for what stays shared. */
    void apply(IsolationContext context);
}
