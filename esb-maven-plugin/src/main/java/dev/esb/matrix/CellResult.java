package dev.esb.matrix;

import dev.esb.environment.EnvironmentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What has come of one environment.
 *
 * @param exitCode of its Maven
 * @param errors the last ones of its output; empty where it has passed
 */
public record CellResult(
        EnvironmentName name, int exitCode, TestCounts tests, Duration time, Path log, List<String> errors) {
    public boolean hasPassed() {
        return exitCode == 0;
    }
}
