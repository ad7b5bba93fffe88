package dev.esb.plan;

import dev.esb.environment.PortRange;
import java.util.Set;

/** Requests with other options. */
public final class ChangedRequest {
    private ChangedRequest() {}

    /** With another {@code esb.portRange}. */
    public static StackRequest withPortRange(StackRequest request, String range) {
        return copy(request, PortRange.parse(range), request.share(), request.isolate());
    }

    /** With other entries of {@code esb.share} and {@code esb.isolate}. */
    public static StackRequest withEntries(StackRequest request, Set<String> share, Set<String> isolate) {
        return copy(request, request.portRange(), share, isolate);
    }

    private static StackRequest copy(StackRequest request, PortRange range, Set<String> share, Set<String> isolate) {
        return new StackRequest(
                request.key(),
                request.layout(),
                request.baseDirectory(),
                request.files(),
                request.profiles(),
                request.envFile(),
                request.index(),
                request.ports(),
                range,
                request.subnets(),
                request.bind(),
                request.variables(),
                share,
                isolate,
                request.rewriteLiterals());
    }
}
