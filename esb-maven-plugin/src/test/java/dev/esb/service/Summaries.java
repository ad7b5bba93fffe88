package dev.esb.service;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import java.util.List;

/** Containers of the environment {@code a}, as {@code docker ps} lists them. */
public final class Summaries {
    private Summaries() {}

    public static ContainerSummary running(String service, String status, PortBinding... ports) {
        return of(service, 1, "running", status, ports);
    }

    public static ContainerSummary healthy(String service) {
        return running(service, "Up 1 second (healthy)");
    }

    public static ContainerSummary exited(String service, int exitCode) {
        return of(service, 1, "exited", "Exited (%s) 1 second ago".formatted(exitCode));
    }

    public static ContainerSummary of(String service, int number, String state, String status, PortBinding... ports) {
        String name = "esb-a-%s-%s".formatted(service, number);
        return new ContainerSummary("id-" + name, name, "esb-a", service, number, state, status, List.of(ports));
    }

    /** A tcp port of {@code 127.0.0.1}. */
    static PortBinding port(int published, int target) {
        return new PortBinding("127.0.0.1", published, target, "tcp");
    }
}
