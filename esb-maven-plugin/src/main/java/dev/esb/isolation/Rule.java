package dev.esb.isolation;

/** Deals with one kind of resource that is global to an engine or a host. */
interface Rule {

    /** Changes the isolation's model where it has to, and says what it changed and what it could not. */
    void apply(IsolationContext context);
}
