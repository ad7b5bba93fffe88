package dev.esb.cli;

import dev.esb.doctor.DoctorRequest;
import dev.esb.environment.PortRange;
import dev.esb.goal.DoctorGoal;
import dev.esb.goal.OutputFormat;
import dev.esb.plan.SubnetPlanner;
import dev.esb.project.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "doctor", description = "Says what is wrong with this machine and what to do; changes nothing.")
final class DoctorCommand extends AbstractCommand {
    @Option(
            names = "--port-range",
            paramLabel = "PORTS",
            defaultValue = "20000-32767",
            description = "The ports that are looked at, first-last.")
    private String portRange;

    @Option(
            names = "--subnet-pool",
            paramLabel = "CIDR",
            defaultValue = "10.208.0.0/12",
            description = "The addresses for networks that are looked at.")
    private String subnetPool;

    @Mixin
    private Format format;

    DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        OutputFormat output = format.read();
        DoctorRequest request = new DoctorRequest(
                project().layoutAsNamed(home()),
                PortRange.parse(portRange),
                SubnetPlanner.of(subnetPool),
                surroundings().variables(),
                DoctorRequest.Program.current(""));
        new DoctorGoal(context()).run(request, output);
        return 0;
    }
}
