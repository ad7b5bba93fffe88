package dev.esb.plan;

import dev.esb.environment.PortRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the requests have in common that get the same port: those of one variable, or those of one service with one written port. */
record PortNumber(String owner, int base, int target) {

    /** By written port, so that ports in a row stay in a row; ports that the file leaves to the engine come last. */
    static final Comparator<PortRequest> ORDER = Comparator.comparing(PortRequest::service)
            .thenComparing(request -> request.base() == 0 ? Integer.MAX_VALUE : request.base())
            .thenComparing(PortRequest::target)
            .thenComparing(PortRequest::protocol);

    static PortNumber of(PortRequest request) {
        String owner = request.variable().map(variable -> "$" + variable).orElse(request.service());
        return new PortNumber(owner, request.base(), request.base() == 0 ? request.target() : 0);
    }

    /** How many ports in a row each needs, in their order in the block. */
    static Map<PortNumber, Integer> sizes(List<PortRequest> requests) {
        Map<PortNumber, Integer> sizes = new LinkedHashMap<>();
        requests.stream().sorted(ORDER).forEach(request -> sizes.merge(of(request), request.count(), Math::max));
        return sizes;
    }

    /** How many ports all of them need. */
    static int total(List<PortRequest> requests) {
        return sizes(requests).values().stream().mapToInt(Integer::intValue).sum();
    }
}
