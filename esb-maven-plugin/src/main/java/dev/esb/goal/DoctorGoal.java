package dev.esb.goal;

import dev.esb.EsbException;
import dev.esb.doctor.CheckResult;
import dev.esb.doctor.Doctor;
import dev.esb.doctor.DoctorRequest;
import dev.esb.host.Machine;
import java.util.List;

/** Looks whether this machine can run environments, and says what to do where it cannot. */
public final class DoctorGoal {
    private final GoalContext context;

    public DoctorGoal(GoalContext context) {
        this.context = context;
    }

    /** @throws EsbException when there is an error; not for warnings */
    public void run(DoctorRequest request, OutputFormat output) {
        List<CheckResult> results = new Doctor(context.docker(), Machine.current(), Doctor.PATIENCE).examine(request);
        DoctorReport report = new DoctorReport(results);
        if (output == OutputFormat.JSON) {
            context.print(OutputFormat.json(report.fields()));
        } else {
            report.lines().forEach(context::say);
        }
        if (report.hasErrors()) {
            throw new EsbException(
                    "This machine cannot run every environment (%s).".formatted(report.count()),
                    "Do what the advice says, and run 'mvn esb:doctor' again.");
        }
    }
}
