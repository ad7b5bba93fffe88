package dev.esb.lifecycle;

import dev.esb.EsbException;

/** An environment did not come up, and could not be taken down again either; something of it is left. */
public final class IncompleteCleanupException extends EsbException {
    private static final long serialVersionUID = 1L;

    IncompleteCleanupException(String message, Throwable cause) {
        super(message, cause);
    }
}
