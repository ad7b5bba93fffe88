package dev.esb.maven;

import dev.esb.docker.DockerCli;
import dev.esb.doctor.DoctorRequest;
import dev.esb.doctor.DoctorRequest.Program;
import dev.esb.environment.PortRange;
import dev.esb.goal.DoctorGoal;
import dev.esb.goal.OutputFormat;
import dev.esb.plan.SubnetPlanner;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Looks whether this machine can run environments: engine, Compose, ports, subnets, leases, left-overs, disks, memory and directories. Says for
 * each what there is, and what to do where it is not as it should be. Starts, changes and removes nothing. Fails if there is an error,
 * and not for warnings.
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractHomeMojo {

    /** The ports for {@code block} that are looked at, as {@code first-last}, both included. */
    @Parameter(property = "esb.portRange", defaultValue = "20000-32767")
    private String portRange;

    /** The IPv4 addresses for networks that are looked at, in CIDR notation: private ones, at least a /18. */
    @Parameter(property = "esb.subnetPool", defaultValue = "10.208.0.0/12")
    private String subnetPool;

    /** {@code table}, or {@code json} for other programs to read (with {@code mvn -q}, so that Maven prints nothing else). */
    @Parameter(property = "esb.format", defaultValue = "table")
    private String format;

    @Override
    boolean isOncePerBuild() {
        return true;
    }

    @Override
    void run() {
        OutputFormat output = OutputFormat.of(format);
        DoctorRequest request = new DoctorRequest(
                layoutAsNamed(),
                PortRange.parse(portRange),
                SubnetPlanner.of(subnetPool),
                processEnvironment(),
                Program.current(mavenVersion()));
        DockerCli docker = docker();
        try {
            new DoctorGoal(context(docker)).run(request, output);
        } finally {
            // A command that has not answered in time.
            docker.close();
        }
    }

    /** Empty where Maven does not tell it. */
    private String mavenVersion() {
        return session().getSystemProperties().getProperty("maven.version", "");
    }
}
