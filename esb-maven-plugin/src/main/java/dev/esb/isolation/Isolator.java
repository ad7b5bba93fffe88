package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentPlan;
import java.util.List;

/** Applies the rules, in order, to a copy of a model. */
public final class Isolator {
    /** What every environment needs, {@code default} included. */
    private static final List<Rule> ALWAYS = List.of(new ProjectNameRule(), new ActiveProfilesRule());

    /** What moves a stack out of the way of its twins. A later rule may rely on what an earlier one did. */
    private static final List<Rule> ISOLATING = List.of(
            new ContainerNameRule(),
            new HostPortRule(),
            new NetworkNameRule(),
            new BridgeNameRule(),
            new SubnetRule(),
            new VolumeNameRule(),
            new ConfigAndSecretNameRule(),
            new BuiltImageRule(),
            new HostNamespaceRule(),
            new HostDeviceRule(),
            new HostPathRule(),
            new MovedAddressRule(),
            new PortLiteralRule());

    /** What depends on which networks and volumes the stack makes itself, after the rules above. */
    private static final List<Rule> LAST = List.of(new BuildLabelRule());

    private Isolator() {}

    /**
     * Isolates a stack.
     *
     * @param model the model as {@code docker compose config --format json} prints it; it is not changed
     * @param environment the plan
     * @param options what the user decides, and what is so on the host
     */
    public static IsolatedModel isolate(ObjectNode model, EnvironmentPlan environment, IsolationOptions options) {
        IsolationContext context = new IsolationContext(environment, options, model.deepCopy());
        ALWAYS.forEach(rule -> rule.apply(context));
        if (!environment.key().name().isDefault()) {
            ISOLATING.forEach(rule -> rule.apply(context));
        }
        LAST.forEach(rule -> rule.apply(context));
        return context.result();
    }
}
