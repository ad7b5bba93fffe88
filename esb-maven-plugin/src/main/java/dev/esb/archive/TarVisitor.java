package dev.esb.archive;

import java.io.OutputStream;

/** Gets the entries of a tar archive, in its order. */
public interface TarVisitor {

    /**
     * Called for each entry.
     *
     * @return gets the entry's content, and is closed then, also if there is none
     */
    OutputStream entry(TarEntry entry);
}
