package dev.esb.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.environment.PortRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Refuses what Docker accepts and Podman does not, or what Docker refuses and Podman does not. */
public final class PodmanChecks {
    private PodmanChecks() {}

    /**
     * Podman takes no port from a range of the host's ("strconv.Atoi: parsing ... invalid syntax").
     *
     * @throws EsbException when the plan would have one
     */
    static void refuseRanges(List<PortRequest> ports, StackRequest request) {
        boolean areKept = request.key().name().isDefault();
        for (PortRequest port : ports) {
            if (port.count() > 1 && (areKept || request.ports() != PortStrategy.EPHEMERAL)) {
                throw new EsbException(
                        "The port %s is published on one of %s ports of the host, and Podman takes none from a range. Publish it on one port of one container%s."
                                .formatted(
                                        port,
                                        port.count(),
                                        areKept ? "" : ", or let Podman choose all ports (-Desb.ports=ephemeral)"));
            }
        }
    }

    /**
     * Podman creates no container with a link ("link is not supported").
     *
     * @param model the isolated model
     * @throws EsbException when a service has one
     */
    public static void refuseLinks(JsonNode model) {
        model.path("services").properties().forEach(service -> {
            if (!service.getValue().path("links").isEmpty()) {
                throw new EsbException(
                        "The service '%s' has 'links', which Podman does not support. Services on one network reach each other by their names without: write 'depends_on' in place of 'links', and give a service that is to have another name an alias on the network (networks.NAME.aliases)."
                                .formatted(service.getKey()));
            }
        });
    }

    /**
     * Podman makes what is missing even with {@code create_host_path: false}.
     *
     * @param model the isolated model
     * @throws EsbException when a path is missing that must not be made
     */
    public static void refuseMissingPaths(JsonNode model) {
        model.path("services")
                .properties()
                .forEach(service -> service.getValue().path("volumes").forEach(mount -> {
                    String source = mount.path("source").asText();
                    if (mount.path("type").asText().equals("bind")
                            && !mount.path("bind").path("create_host_path").asBoolean(true)
                            && !Files.exists(Path.of(source))) {
                        throw new EsbException(
                                "The service '%s' mounts '%s', which is not there and must not be made (create_host_path: false). Make it, or leave that out."
                                        .formatted(service.getKey(), source));
                    }
                }));
    }
}
