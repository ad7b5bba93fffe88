package dev.esb;

/** The thread that did the work was interrupted. Its interrupt flag is set when this is thrown. */
public final class CancelledException extends EsbException {
    private static final long serialVersionUID = 1L;

    /** @param work what was interrupted, as the rest of a sentence: {@code while waiting for another build} */
    public CancelledException(String work) {
        super("Interrupted " + work + ".");
    }
}
