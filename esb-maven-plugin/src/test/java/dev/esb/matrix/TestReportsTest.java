package dev.esb.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.EnvironmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path root;

    private CellFiles files() {
        return new CellFiles(root.resolve("target/esb"), new EnvironmentName("e2e-1"));
    }

    private TestReports reports() {
        return new TestReports(
                files(), List.of(new Module("root", root), new Module("shop", root.resolve("modules/shop"))));
    }

    private void write(String file, String text, Instant time) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(time));
    }

    @Test
    void areCountedAndInOnePlace() throws IOException {
        write(
                "target/esb/e2e-1/build/surefire-reports/TEST-a.A.xml",
                "<testsuite tests='3' failures='0' errors='0' skipped='1'/>",
                START);
        write(
                "modules/shop/target/esb/e2e-1/build/failsafe-reports/TEST-b.B.xml",
                "<testsuite tests='4' failures='1' errors='2' skipped='0'/>",
                START.plusSeconds(9));
        write("modules/shop/target/esb/e2e-1/build/failsafe-reports/failsafe-summary.xml", "<x/>", START);

        assertThat(reports().collect(START)).isEqualTo(new TestCounts(7, 3, 1));
        assertThat(root.resolve("target/esb/matrix/e2e-1/root/surefire-reports/TEST-a.A.xml"))
                .exists();
        assertThat(root.resolve("target/esb/matrix/e2e-1/shop/failsafe-reports"))
                .isDirectoryContaining("glob:**/TEST-b.B.xml")
                .isDirectoryNotContaining("glob:**/failsafe-summary.xml");
    }

    @Test
    void ofAnEarlierBuildDoNotCount() throws IOException {
        write(
                "target/esb/e2e-1/build/surefire-reports/TEST-a.A.xml",
                "<testsuite tests='3' failures='3'/>",
                START.minusSeconds(1));
        write("target/esb/matrix/e2e-1/root/surefire-reports/TEST-a.A.xml", "<testsuite tests='3'/>", START);

        reports().clear();

        assertThat(reports().collect(START)).isEqualTo(TestCounts.NONE);
        assertThat(files().reports()).doesNotExist();
    }

    @Test
    void thatAreNotCompleteHaveNoTests() throws IOException {
        write("target/esb/e2e-1/build/surefire-reports/TEST-a.A.xml", "<testsui", START);

        assertThat(reports().collect(START)).isEqualTo(TestCounts.NONE);
    }
}
