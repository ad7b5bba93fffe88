package dev.esb.lease;

import dev.esb.EsbException;

/** Another build has the environment, or another process brings it up. It may be free later. */
public final class BusyEnvironmentException extends EsbException {
    private static final long serialVersionUID = 1L;

    BusyEnvironmentException(String message) {
        super(message);
    }
}
