package dev.esb.matrix;

/**
 * How many tests there were.
 *
 * @param run all, also those that were skipped
 * @param failed with those that ended with an error
 */
public record TestCounts(int run, int failed, int skipped) {
    static final TestCounts NONE = new TestCounts(0, 0, 0);

    TestCounts plus(TestCounts other) {
        return new TestCounts(run + other.run, failed + other.failed, skipped + other.skipped);
    }
}
