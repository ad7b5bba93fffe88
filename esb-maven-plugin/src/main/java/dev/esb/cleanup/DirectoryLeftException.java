package dev.esb.cleanup;

import dev.esb.EsbException;

/** An environment is down, and its slot is free, but files of other users are left that the engine could not remove either. */
public final class DirectoryLeftException extends EsbException {
    private static final long serialVersionUID = 1L;

    DirectoryLeftException(String message) {
        super(message);
    }
}
