package dev.esb.plan;

import dev.esb.environment.PortRange;
import java.util.Optional;
import java.util.Set;

/** Requests that differ from another one in a single option. */
public final class RequestVariants {
    private RequestVariants() {}

    public static StackRequest withPorts(StackRequest request, PortStrategy ports) {
        return copy(request, ports, request.portRange(), request.bind(), request.share(), request.isolate());
    }

    public static StackRequest withPortRange(StackRequest request, String range) {
        return copy(
                request, request.ports(), PortRange.parse(range), request.bind(), request.share(), request.isolate());
    }

    public static StackRequest withBind(StackRequest request, String bind) {
        return copy(
                request, request.ports(), request.portRange(), Optional.of(bind), request.share(), request.isolate());
    }

    public static StackRequest withEntries(StackRequest request, Set<String> share, Set<String> isolate) {
        return copy(request, request.ports(), request.portRange(), request.bind(), share, isolate);
    }

    private static StackRequest copy(
            StackRequest request,
            PortStrategy ports,
            PortRange range,
            Optional<String> bind,
            Set<String> share,
            Set<String> isolate) {
        return new StackRequest(
                request.key(),
                request.layout(),
                request.baseDirectory(),
                request.files(),
                request.profiles(),
                request.envFile(),
                request.index(),
                ports,
                range,
                request.subnets(),
                bind,
                request.variables(),
                share,
                isolate,
                request.rewriteLiterals());
    }
}
