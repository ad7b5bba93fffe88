package dev.esb.goal;

import dev.esb.environment.ContainerPort;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.ServiceContainers;
import dev.esb.service.ServicePort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Prints where a published port of a service can be reached, as {@code host:port}. */
public final class PortGoal {
    private final GoalContext context;

    public PortGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * Of a service with several containers, it is the first one's that runs.
     *
     * @param directories those of the environment
     * @param wanted the port of the container; empty for the only one that the service publishes
     * @throws dev.esb.EsbException when there is no such environment, service or port
     */
    public void run(
            EnvironmentKey key,
            Directories directories,
            String service,
            Optional<ContainerPort> wanted,
            OutputFormat output) {
        ServicePort port =
                new ServiceContainers(context.docker(), key, directories).port(service, wanted, context.variables());
        context.print(output == OutputFormat.JSON ? json(port) : port.text());
    }

    /** Named as in {@code ps} and {@code list}; as {@code docs/schema/port.schema.json} describes it. */
    static String json(ServicePort port) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", port.service());
        fields.put("container", port.container());
        fields.put("target", port.port().number());
        fields.put("protocol", port.port().protocol());
        fields.put("address", port.address());
        fields.put("published", port.published());
        fields.put("host", port.host());
        return OutputFormat.json(fields);
    }
}
