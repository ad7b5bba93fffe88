package dev.esb.lifecycle;

import dev.esb.Problem;

/** An environment did not come up, and could not be taken down again either; something of it is left. */
public final class LeftBehind extends Problem {
    private static final long serialVersionUID = 1L;

    LeftBehind(String message, Throwable cause) {
        super(message, cause);
    }
}
