package dev.esb.it.failure;

import java.io.IOException;
import java.util.List;

/** Where a build runs, if not in the surroundings of the suite. */
@FunctionalInterface
interface Machine {
    /** The words that run the command there; its process is the command's own, or passes signals on. */
    List<String> launcher(String command) throws IOException;
}
