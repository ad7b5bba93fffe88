package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.EnvironmentName;
import dev.esb.matrix.CellResult;
import dev.esb.matrix.TestCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixReportTest {
    private static final Path DIRECTORY = Path.of("/shop");

    private static final CellResult PASSED = result("a", 0, new TestCounts(12, 0, 1), List.of());
    private static final CellResult FAILED = result("b", 1, new TestCounts(12, 2, 0), List.of("AIT.works expected 1"));

    private static CellResult result(String name, int exitCode, TestCounts tests, List<String> errors) {
        return new CellResult(
                new EnvironmentName(name),
                exitCode,
                tests,
                Duration.ofMillis(61_240),
                DIRECTORY.resolve("target/esb/" + name + "/build.log"),
                errors);
    }

    @Test
    void isATable() {
        assertThat(new MatrixReport(List.of(PASSED, FAILED), DIRECTORY).table())
                .containsExactly(
                        "ENVIRONMENT  RESULT  TESTS  FAILED  SKIPPED  TIME    LOG",
                        "a            passed  12     0       1        61.2 s  target/esb/a/build.log",
                        "b            failed  12     2       0        61.2 s  target/esb/b/build.log");
    }

    @Test
    void saysWhyAnEnvironmentFailed() {
        MatrixReport report = new MatrixReport(List.of(PASSED, FAILED), DIRECTORY);

        assertThat(report.errors())
                .containsExactly(
                        "'b' failed with exit code 1; the end of its errors, all of them in target/esb/b/build.log:",
                        "  AIT.works expected 1");
        assertThat(report.failure())
                .isEqualTo("1 of 2 environments of the matrix (esb.matrix) failed: b (target/esb/b/build.log).");
    }

    @Test
    void hasNoFailureWhereAllHavePassed() {
        MatrixReport report = new MatrixReport(List.of(PASSED), DIRECTORY);

        assertThat(report.errors()).isEmpty();
        assertThat(report.failure()).isEmpty();
    }
}
