package dev.esb.corpus;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** Stands for tests that cannot be made; a factory that skips itself would not be counted by Surefire. */
final class SkippedTest {
    private SkippedTest() {}

    static Stream<DynamicTest> because(String reason) {
        return Stream.of(DynamicTest.dynamicTest(reason, () -> Assumptions.abort(reason)));
    }
}
