package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Environment;
import java.util.List;

/** Applies the rules, in order, to a copy of a model. */
public final class Isolator {
    /** What every environment needs, {@code default} included. */
    private static final List<Rule> ALWAYS = List.of(new ProjectName(), new ActiveProfiles());

    /** What moves a stack out of the way of its twins. A later rule may rely on what an earlier one did. */
    private static final List<Rule> ISOLATING = List.of(
            new ContainerNames(),
            new PublishedPorts(),
            new NetworkNames(),
            new BridgeNames(),
            new Subnets(),
            new VolumeNames(),
            new ConfigAndSecretNames(),
            new BuiltImages(),
            new HostNamespaces(),
            new HostDevices(),
            new HostPaths(),
            new Addresses(),
            new PortLiterals());

    private Isolator() {}

    /**
     * Isolates a stack.
     *
     * @param model the model as {@code docker compose config --format json} prints it; it is not changed
     * @param environment the plan
     * @param options what the user decides, and what is so on the host
     */
    public static IsolatedModel isolate(ObjectNode model, Environment environment, IsolationOptions options) {
        Isolation isolation = new Isolation(environment, options, model.deepCopy());
        ALWAYS.forEach(rule -> rule.apply(isolation));
        if (!environment.key().name().isDefault()) {
            ISOLATING.forEach(rule -> rule.apply(isolation));
        }
        return isolation.result();
    }
}
