package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailsafeSummaryTest {
    private static final String CRASH =
            "<failureMessage>The forked VM terminated without saying properly goodbye</failureMessage>";

    @TempDir
    private Path directory;

    /** A build begins seconds before its tests end. Linux stamps files with a clock that is some milliseconds behind that of the JVM. */
    private final Instant start = Instant.now().minusSeconds(5);

    private final MavenProject project = new MavenProject();
    private Path file;

    @BeforeEach
    void startModule() {
        Build build = new Build();
        build.setDirectory(directory.resolve("target").toString());
        project.setBuild(build);
        project.setFile(directory.resolve("pom.xml").toFile());
        file = directory.resolve("target/failsafe-reports/failsafe-summary.xml");
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1 of 3 tests failed", "0, 2, 2 of 3 tests failed", "1, 1, 2 of 3 tests failed"})
    void isAFailureWhereATestHasFailed(int errors, int failures, String expected) throws IOException {
        write(file, summary(false, 3, errors, failures, ""));

        assertThat(FailsafeSummary.failure(project, start)).contains(expected);
    }

    @Test
    void isNoneWhereAllTestsArePassedOrSkipped() throws IOException {
        write(file, summary(false, 3, 0, 0, "<failureMessage xsi:nil=\"true\"/>"));

        assertThat(FailsafeSummary.failure(project, start)).isEmpty();
    }

    @Test
    void isAFailureWhereTheProcessOfTheTestsEnded() throws IOException {
        write(file, summary(false, 0, 0, 0, CRASH));

        assertThat(FailsafeSummary.failure(project, start)).contains("the tests did not end as they should");
    }

    @Test
    void isAFailureWhereTheTestsTookTooLong() throws IOException {
        write(file, summary(true, 1, 0, 0, ""));

        assertThat(FailsafeSummary.failure(project, start)).contains("the tests did not end as they should");
    }

    @Test
    void isAFailureWhereTheFileIsNotComplete() throws IOException {
        write(file, "<failsafe-summary");

        assertThat(FailsafeSummary.failure(project, start).orElseThrow()).contains("cannot be read", file.toString());
    }

    @Test
    void isNoneWhereAnEarlierBuildHasWrittenTheFile() throws IOException {
        write(file, summary(false, 1, 1, 0, ""));
        Files.setLastModifiedTime(file, FileTime.from(start.minusSeconds(60)));

        assertThat(FailsafeSummary.failure(project, start)).isEmpty();
    }

    @Test
    void isNoneWithoutTests() {
        assertThat(FailsafeSummary.failure(project, start)).isEmpty();
    }

    @Test
    void isReadFromTheFileThatAnExecutionOfFailsafeWrites() throws IOException {
        FailsafePlugin.execute(FailsafePlugin.add(project, "3.6.1"), "summaryFile", "target/slow/summary.xml");

        write(directory.resolve("target/slow/summary.xml"), summary(false, 1, 0, 1, ""));

        assertThat(FailsafeSummary.failure(project, start)).contains("1 of 1 tests failed");
    }

    private static String summary(boolean timeout, int completed, int errors, int failures, String message) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <failsafe-summary xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" timeout="%s">
                    <completed>%s</completed>
                    <errors>%s</errors>
                    <failures>%s</failures>
                    <skipped>1</skipped>
                    %s
                </failsafe-summary>
                """.formatted(timeout, completed, errors, failures, message);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
