package dev.esb.plan;

import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.NetworkRequest;
import dev.esb.isolation.ExternalNetwork;
import dev.esb.isolation.StackVariables;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stack with the plan for its environment.
 *
 * @param environment slot, directories, ports and subnets
 * @param lease the lease of the slot; empty for a preview, which claims none
 * @param networks the stack's networks
 * @param external what becomes of the stack's external networks, by key
 * @param running what the environment had on the engine before the plan
 * @param engineLabels the labels for containers that say which engine they are on
 */
public record PlannedStack(
        EnvironmentPlan environment,
        Optional<Lease> lease,
        List<NetworkRequest> networks,
        Map<String, ExternalNetwork> external,
        RunningEnvironment running,
        Map<String, String> engineLabels) {

    /** The build or process that claims the environment; empty for a preview. */
    public Optional<String> build() {
        return lease.flatMap(held -> held.claim().owner().process()).map(BuildProcess::text);
    }

    /** The labels for every container, in the same order each time; none for a preview. */
    Map<String, String> containerLabels() {
        Map<String, String> labels = new TreeMap<>();
        lease.ifPresent(held -> {
            labels.putAll(held.labels());
            labels.putAll(engineLabels);
        });
        return labels;
    }

    /** The variables that the Compose files can use: {@code ESB_ENV}, {@code ESB_SLOT}, one for each port and subnet. */
    public Map<String, String> variables() {
        return StackVariables.of(environment, networks);
    }

    /** Those of the variables that are behind published ports; a container's inside has their author's values all the same. */
    Set<String> variablesBehindPorts() {
        return StackVariables.behindPorts(environment).keySet();
    }
}
