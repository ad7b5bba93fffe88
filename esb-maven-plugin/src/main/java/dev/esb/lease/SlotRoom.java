package dev.esb.lease;

/** What the stack would find in slots that no environment holds. */
@FunctionalInterface
public interface SlotRoom {

    /**
     * Whether the ports and subnets that the stack usually has there are free on the host and the engine.
     *
     * @param slot the first of the slots
     */
    boolean isFree(int slot);

    /** Whether the slots have other ports and subnets for the stack, where its usual ones are in use. Asked where no slot is free. */
    default boolean hasOthers(int slot) {
        return false;
    }

    /** What uses the ports and subnets that are not free, as the end of a sentence: {@code port 30116 (the process 'nginx' (4711))}. */
    default String users() {
        return "ports or subnets";
    }

    /** The options with which the stack finds more slots, as the end of a sentence that says what to do. */
    default String options() {
        return "name others (esb.portRange, esb.subnetPool)";
    }
}
