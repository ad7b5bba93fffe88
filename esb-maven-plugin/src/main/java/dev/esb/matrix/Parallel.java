package dev.esb.matrix;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import dev.esb.host.FreeMemory;
import dev.esb.parameter.WholeNumber;

/** How many environments of a matrix run at once. */
public final class Parallel {
    /** Tests of whole systems wait most of the time. */
    private static final int FOR_EACH_PROCESSOR = 2;

    /** For Maven, the tests' JVM and the containers of one environment. */
    private static final long MEMORY_OF_ONE = 1L << 30;

    private static final int MOST = 1000;

    private Parallel() {}

    /**
     * @param text null or empty for as many as this machine bears now
     * @throws EsbException when it is not a whole number of at least 1
     */
    public static int read(String text) {
        if (text == null || text.isEmpty()) {
            return of(Runtime.getRuntime().availableProcessors(), FreeMemory.bytes());
        }
        return WholeNumber.read(text, 1, MOST)
                .orElseThrow(() -> new UnusableValueException(
                        "number", "esb.parallel", text, "a whole number from 1 to %s".formatted(MOST)));
    }

    /** @param freeMemory in bytes */
    static int of(int processors, long freeMemory) {
        long byMemory = freeMemory / MEMORY_OF_ONE;
        return (int) Math.max(1, Math.min((long) processors * FOR_EACH_PROCESSOR, byMemory));
    }
}
