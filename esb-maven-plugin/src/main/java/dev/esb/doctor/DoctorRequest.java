package dev.esb.doctor;

import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.PortRange;
import dev.esb.plan.SubnetPlanner;
import java.util.Map;

/**
 * What the user wants to be looked at.
 *
 * @param layout where this user's environments have their directories
 * @param ports {@code esb.portRange}
 * @param subnets {@code esb.subnetPool}
 * @param variables the environment variables of this process
 * @param program what runs the goals
 */
public record DoctorRequest(
        DirectoryLayout layout,
        PortRange ports,
        SubnetPlanner subnets,
        Map<String, String> variables,
        Program program) {

    /**
     * What runs the goals.
     *
     * @param maven Maven's version; empty where it is not known
     * @param java Java's version
     * @param system the operating system, as Java names it: {@code Linux}
     * @param user the name of the account
     */
    public record Program(String maven, String java, String system, String user) {

        /** This process. */
        public static Program current(String maven) {
            return new Program(
                    maven,
                    System.getProperty("java.version"),
                    System.getProperty("os.name"),
                    System.getProperty("user.name"));
        }

        boolean isRoot() {
            return user.equals("root");
        }
    }
}
