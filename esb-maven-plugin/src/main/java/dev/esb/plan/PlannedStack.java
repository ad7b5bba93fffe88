package dev.esb.plan;

import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.NetworkRequest;
import dev.esb.isolation.StackVariables;
import dev.esb.lease.Lease;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan, and what is needed to carry it out.
 *
 * @param lease the slots behind it; empty where nothing was claimed
 */
public record PlannedStack(EnvironmentPlan environment, Optional<Lease> lease, List<NetworkRequest> networks) {

    public Map<String, String> variables() {
        return StackVariables.of(environment, networks);
    }
}
