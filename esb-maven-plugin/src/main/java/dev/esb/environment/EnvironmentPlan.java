package dev.esb.environment;

import java.util.List;
import java.util.Map;

/**
 * The plan of one environment: everything that it will own. Immutable; when the engine refuses a part of it, a new plan is
 * made.
 *
 * @param slot its number among the live environments of the engine; 0 for {@code default}
 * @param ports the ports of the host, in the order of the file
 * @param subnets for each network that gets one, a subnet for each of its address pools
 */
public record EnvironmentPlan(
        EnvironmentKey key,
        int slot,
        Directories directories,
        List<PortAssignment> ports,
        Map<String, List<SubnetAssignment>> subnets) {}
