package dev.esb.lifecycle;

import dev.esb.EsbException;

/** An environment did not come up, and could not be taken down completely either. Some of its resources are left. */
public final class IncompleteCleanupException extends EsbException {
    private static final long serialVersionUID = 1L;

    IncompleteCleanupException(String message, Throwable cause) {
        super(message, cause);
    }
}
