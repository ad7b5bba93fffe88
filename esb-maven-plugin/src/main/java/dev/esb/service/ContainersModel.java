package dev.esb.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.ContainerSettings;
import dev.esb.docker.ContainerSummary;
import java.util.List;

/** As much of a stack's model as its containers tell, for goals that need no Compose file. */
final class ContainersModel {
    private ContainersModel() {}

    /**
     * The services, and how many containers, which labels, restart policy and TCP ports each has.
     *
     * @param containers those of the stack
     * @param settings what the engine says of them; it may have none of one that is gone in the meantime
     */
    static ObjectNode of(List<ContainerSummary> containers, List<ContainerSettings> settings) {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        ObjectNode services = model.putObject("services");
        for (ContainerSummary container : containers) {
            ObjectNode service = services.withObjectProperty(container.service());
            service.put("scale", service.path("scale").asInt() + 1);
        }
        for (ContainerSettings container : settings) {
            ObjectNode service = services.withObjectProperty(container.service());
            service.put("restart", container.restart());
            ObjectNode labels = service.putObject("labels");
            // As Compose writes texts in a model.
            container.labels().forEach((name, text) -> labels.put(name, text.replace("$", "$$")));
            var ports = service.putArray("ports");
            container
                    .tcpPorts()
                    .forEach(port -> ports.addObject().put("target", port).put("protocol", "tcp"));
        }
        return model;
    }
}
