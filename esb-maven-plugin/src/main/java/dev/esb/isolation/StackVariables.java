package dev.esb.isolation;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.SubnetAssignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The variables that a stack's Compose files can use; their values come from the environment's plan. */
public final class StackVariables {
    private StackVariables() {}

    /** The variables whose values are known before the environment has a slot. */
    public static Map<String, String> of(EnvironmentKey key, Directories directories) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ESB_ENV", key.name().value());
        variables.put("ESB_PROJECT", key.project());
        variables.put("ESB_CONFIG_DIR", directories.config().toString());
        variables.put("ESB_CERT_DIR", directories.certificates().toString());
        variables.put("ESB_SOCKET_DIR", directories.sockets().toString());
        return variables;
    }

    /**
     * All variables, with those for the slot, ports and subnets.
     *
     * @param networks the networks of the plan, whose pools name the variables behind their subnets
     */
    public static Map<String, String> of(EnvironmentPlan plan, List<NetworkRequest> networks) {
        Map<String, String> variables = of(plan.key(), plan.directories());
        variables.put("ESB_SLOT", String.valueOf(plan.slot()));
        variables.putAll(behindPorts(plan));
        for (NetworkRequest network : networks) {
            List<SubnetAssignment> subnets = plan.subnets().getOrDefault(network.name(), List.of());
            for (int i = 0; i < subnets.size(); i++) {
                String subnet = subnets.get(i).assigned().toString();
                if (i == 0) {
                    variables.put("ESB_SUBNET_" + upperCase(network.name()), subnet);
                }
                if (i < network.pools().size()) {
                    network.pools().get(i).variable().ifPresent(variable -> variables.put(variable, subnet));
                }
            }
        }
        return variables;
    }

    /**
     * The variables behind published ports. One behind a range of ports, or behind the port of a service with several containers, gets a
     * range as its value. None in {@code default}, where the values hold that the user and the file give to them.
     */
    public static Map<String, String> behindPorts(EnvironmentPlan plan) {
        return plan.key().name().isDefault() ? Map.of() : ports(plan.ports());
    }

    private static Map<String, String> ports(List<PortAssignment> assignments) {
        Map<String, Integer> first = new LinkedHashMap<>();
        Map<String, Integer> last = new LinkedHashMap<>();
        for (PortAssignment port : assignments) {
            if (port.published() != 0 && port.request().variable().isPresent()) {
                String variable = port.request().variable().get();
                first.merge(variable, port.published(), Math::min);
                last.merge(variable, port.published() + port.request().count() - 1, Math::max);
            }
        }
        Map<String, String> variables = new LinkedHashMap<>();
        first.forEach((variable, port) -> variables.put(
                variable, port.equals(last.get(variable)) ? String.valueOf(port) : port + "-" + last.get(variable)));
        return variables;
    }

    /** A name as part of a variable's name: {@code runtime-net} is {@code RUNTIME_NET}. */
    static String upperCase(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
