package dev.esb.maven;

import dev.esb.Seconds;
import dev.esb.goal.TextTable;
import dev.esb.matrix.CellResult;
import dev.esb.matrix.TestCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What has come of the environments of a matrix, for the user.
 *
 * @param directory against which the paths of logs are shown
 */
record MatrixReport(List<CellResult> results, Path directory) {
    List<String> table() {
        TextTable table = new TextTable("ENVIRONMENT", "RESULT", "TESTS", "FAILED", "SKIPPED", "TIME", "LOG");
        for (CellResult result : results) {
            TestCounts tests = result.tests();
            table.add(
                    result.name().value(),
                    result.hasPassed() ? "passed" : "failed",
                    String.valueOf(tests.run()),
                    String.valueOf(tests.failed()),
                    String.valueOf(tests.skipped()),
                    Seconds.of(result.time()),
                    log(result));
        }
        return table.lines();
    }

    /** For each environment that has failed, where its log is, and the last errors in it. */
    List<String> errors() {
        List<String> lines = new ArrayList<>();
        for (CellResult result : failed()) {
            lines.add("'%s' failed with exit code %s; the end of its errors, all of them in %s:"
                    .formatted(result.name(), result.exitCode(), log(result)));
            result.errors().forEach(error -> lines.add("  " + error));
        }
        return lines;
    }

    /** The failure of the goal, in a sentence; empty where all have passed. */
    String failure() {
        List<CellResult> failed = failed();
        return failed.isEmpty()
                ? ""
                : "%s of %s environments of the matrix (esb.matrix) failed: %s."
                        .formatted(
                                failed.size(),
                                results.size(),
                                failed.stream()
                                        .map(result -> "%s (%s)".formatted(result.name(), log(result)))
                                        .collect(Collectors.joining(", ")));
    }

    private List<CellResult> failed() {
        return results.stream().filter(result -> !result.hasPassed()).toList();
    }

    private String log(CellResult result) {
        return result.log().startsWith(directory)
                ? directory.relativize(result.log()).toString()
                : result.log().toString();
    }
}
