package dev.esb.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.EngineCommand.Describe;
import dev.esb.docker.InstalledDocker;
import dev.esb.doctor.CheckResult.Status;
import dev.esb.doctor.DoctorRequest.Program;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.PortRange;
import dev.esb.host.Machine;
import dev.esb.plan.SubnetPlanner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the machine that runs the tests, whatever state it is in. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class DoctorEngineIT {
    @Test
    void everyCheckEndsAndTheEngineIsNamedWithItsVersion(@TempDir Path directory) {
        List<CheckResult> results = new Doctor(InstalledDocker.CLI, Machine.current(), Doctor.PATIENCE)
                .examine(new DoctorRequest(
                        DirectoryLayout.of(directory.resolve("home"), directory.resolve("target"), System.getenv()),
                        PortRange.DEFAULT,
                        SubnetPlanner.of("10.208.0.0/12"),
                        System.getenv(),
                        Program.current("3.9.9")));

        String version = InstalledDocker.CLI.run(new Describe()).info().engineVersion();
        assertThat(results.get(0).status()).isEqualTo(Status.OK);
        assertThat(results.get(0).found()).contains(version);
        assertThat(results)
                .extracting(CheckResult::name)
                .contains("compose", "slots", "ports", "subnet-pool", "networks", "left-over", "home", "sockets");
        assertThat(results)
                .extracting(CheckResult::found)
                .noneMatch(found -> found.contains("The check itself failed") || found.contains("refused a command"));
        assertThat(directory).isEmptyDirectory();
    }
}
