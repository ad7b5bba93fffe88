package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentPlan;
import java.util.List;

/** Applies the rules, in their order, to a copy of a model. */
public final class Isolator {
    /** The rules for every environment, {@code default} included. */
    private static final List<Rule> ALWAYS =
            List.of(new ProjectNameRule(), new ActiveProfilesRule(), new OptionalDependencyRule());

    /** The rules that keep a stack apart from other environments. A later rule may rely on what an earlier one did. */
    private static final List<Rule> ISOLATING = List.of(
            new ContainerNameRule(),
            new HostPortRule(),
            new PortTextRule(),
            new ExternalNetworkRule(),
            new NetworkNameRule(),
            new BridgeNameRule(),
            new SubnetRule(),
            new FixedAddressRule(),
            new VolumeNameRule(),
            new VolumeDriverRule(),
            new ConfigAndSecretNameRule(),
            new BuiltImageRule(),
            new BuildCacheRule(),
            new ModelRunnerRule(),
            new HostNamespaceRule(),
            new ControlGroupRule(),
            new HostDeviceRule(),
            new ReservedDeviceRule(),
            new HostPathRule(),
            new OverlayRule(),
            new MovedPathRule(),
            new MovedAddressRule());

    /** The rules for every environment that need to know what the rules above decide: which paths, networks and volumes are left. */
    private static final List<Rule> LAST =
            List.of(new EnginePathRule(), new EnvironmentLabelRule(), new TakeDownLabelRule());

    private Isolator() {}

    /**
     * Isolates a stack of which no text depends on a port of the plan.
     *
     * @param model the model as {@code docker compose config --format json} prints it; it is not changed
     * @param plan what the environment gets; its ports and subnets are those of this model
     * @param options what the user decides, and the state of the paths that the stack mounts
     * @throws dev.esb.EsbException when the plan has no assignment for a port of the model
     */
    public static IsolatedModel isolate(ObjectNode model, EnvironmentPlan plan, IsolationOptions options) {
        return isolate(model, model, plan, options);
    }

    /**
     * Isolates a stack.
     *
     * @param model the model as {@code docker compose config --format json} prints it; it is not changed
     * @param movedModel the same, read with the ports of the plan as the values of the variables behind them
     * @param plan what the environment gets; its ports and subnets are those of this model
     * @param options what the user decides, and the state of the paths that the stack mounts
     * @throws dev.esb.EsbException when the plan has no assignment for a port of the model
     */
    public static IsolatedModel isolate(
            ObjectNode model, ObjectNode movedModel, EnvironmentPlan plan, IsolationOptions options) {
        IsolationContext context = new IsolationContext(plan, options, model.deepCopy(), movedModel);
        ALWAYS.forEach(rule -> rule.apply(context));
        if (!plan.key().name().isDefault()) {
            ISOLATING.forEach(rule -> rule.apply(context));
        }
        LAST.forEach(rule -> rule.apply(context));
        return context.result();
    }
}
