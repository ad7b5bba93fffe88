package dev.esb.terminal;

import dev.esb.ServiceState;

/** A service and what it does, in words. */
final class ServiceText {
    private ServiceText() {}

    /** {@code web: building 3/7 RUN make}, {@code db: pulling 40 % of 27.5 MB}. */
    static String of(String service, ServiceState state) {
        return service + ": " + of(state);
    }

    static String of(ServiceState state) {
        StringBuilder text = new StringBuilder(state.kind().text());
        state.percent().ifPresent(percent -> text.append(' ').append(percent).append(" %"));
        if (!state.detail().isEmpty()) {
            text.append((state.kind() == ServiceState.Kind.WAITING ? " (%s)" : " %s").formatted(state.detail()));
        }
        return text.toString();
    }
}
