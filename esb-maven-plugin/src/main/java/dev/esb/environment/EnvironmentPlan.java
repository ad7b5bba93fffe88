package dev.esb.environment;

import java.util.List;
import java.util.Map;

/**
 * The plan of one environment: its slot, directories, ports and subnets. When the engine refuses a port or subnet, the plugin makes a new
 * plan.
 *
 * @param key the environment
 * @param slot its number, unique among the environments of the engine; 0 for {@code default}
 * @param directories its directories on the host
 * @param ports the ports of the host, in the order of the model
 * @param subnets the subnets by the key of their network, one for each of its address pools
 */
public record EnvironmentPlan(
        EnvironmentKey key,
        int slot,
        Directories directories,
        List<PortAssignment> ports,
        Map<String, List<SubnetAssignment>> subnets) {}
