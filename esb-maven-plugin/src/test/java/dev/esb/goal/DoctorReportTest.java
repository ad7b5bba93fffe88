package dev.esb.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.doctor.CheckResult;
import dev.esb.doctor.CheckResult.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
    private static final CheckResult OK = new CheckResult("engine", Status.OK, "Docker 26.1.5", "");
    private static final CheckResult WARNING =
            new CheckResult("disk", Status.WARNING, "1.0 GiB are free.", "Remove images: 'docker system prune'");
    private static final CheckResult ERROR =
            new CheckResult("home", Status.ERROR, "It is a file.", "Name another one.");

    @Test
    void hasTheAdviceBelowWhatIsWrong() {
        assertThat(new DoctorReport(List.of(OK, WARNING, ERROR)).lines())
                .containsExactly(
                        "ok       engine  Docker 26.1.5",
                        "warning  disk    1.0 GiB are free.",
                        "                 -> Remove images: 'docker system prune'",
                        "error    home    It is a file.",
                        "                 -> Name another one.",
                        "1 error, 1 warning");
    }

    @Test
    void countsOnlyWhatThereIs() {
        assertThat(new DoctorReport(List.of(OK)).count()).isEqualTo("no errors, no warnings");
        assertThat(new DoctorReport(List.of(WARNING, WARNING)).count()).isEqualTo("no errors, 2 warnings");
        assertThat(new DoctorReport(List.of(ERROR, ERROR)).count()).isEqualTo("2 errors, no warnings");
    }

    @Test
    void foldsLongTextsAndLeavesCommandsWhole() {
        String command = "'sudo sysctl -w net.ipv4.ip_local_reserved_ports=20000-32767'";
        List<String> lines = new DoctorReport(List.of(new CheckResult(
                        "ports", Status.WARNING, "word ".repeat(40).strip(), "word ".repeat(16) + command + ".")))
                .lines();

        assertThat(lines).allMatch(line -> line.length() <= 110);
        assertThat(lines).filteredOn(line -> line.contains(command)).hasSize(1);
        assertThat(lines).hasSize(6);
    }

    @Test
    void hasEachPartInJson() {
        assertThat(new DoctorReport(List.of(OK, WARNING)).fields())
                .containsExactly(
                        Map.of("name", "engine", "status", "ok", "found", "Docker 26.1.5", "advice", ""),
                        Map.of(
                                "name",
                                "disk",
                                "status",
                                "warning",
                                "found",
                                "1.0 GiB are free.",
                                "advice",
                                "Remove images: 'docker system prune'"));
    }

    @Test
    void failsForErrorsAlone() {
        assertThat(new DoctorReport(List.of(OK, WARNING)).hasErrors()).isFalse();
        assertThat(new DoctorReport(List.of(OK, ERROR)).hasErrors()).isTrue();
    }
}
