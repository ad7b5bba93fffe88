package dev.esb.plan;

import java.util.Optional;

/** Requests that differ from another one in a single option. */
public final class RequestVariants {
    private RequestVariants() {}

    public static StackRequest withPorts(StackRequest request, PortStrategy ports) {
        return copy(request, ports, request.bind());
    }

    public static StackRequest withBind(StackRequest request, String bind) {
        return copy(request, request.ports(), Optional.of(bind));
    }

    private static StackRequest copy(StackRequest request, PortStrategy ports, Optional<String> bind) {
        return new StackRequest(
                request.key(),
                request.layout(),
                request.baseDirectory(),
                request.files(),
                request.profiles(),
                request.envFile(),
                request.index(),
                ports,
                request.portRange(),
                request.subnets(),
                bind,
                request.variables(),
                request.share(),
                request.isolate(),
                request.rewriteLiterals());
    }
}
