package dev.esb.doctor;

import java.util.List;

/** Looks at one thing, or at a few that belong together. */
interface Check {

    /** The name of its results, or of the first of them. */
    String subject();

    /**
     * Looks, and changes nothing. What it throws becomes a result, too.
     *
     * @return what it has found; empty where there is nothing to say on this machine
     */
    List<CheckResult> run();
}
