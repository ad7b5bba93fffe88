package dev.esb.start;

import dev.esb.docker.InspectedContainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with services by the state of their containers, which does not differ from one version of Compose to the next.
 *
 * @param containers the containers of the stack, as the engine describes them after the failure
 */
public record ServiceFaults(StackServices stack, List<InspectedContainer> containers) {

    /**
     * The same failure, in the words of the stack.
     *
     * @param failure one in the words of Compose
     * @return empty where the containers do not show a fault, or Compose speaks of another one
     */
    public Optional<StartFailedException> explain(StartFailedException failure) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (InspectedContainer container : containers) {
            fault(container, failure).ifPresent(fault -> faults.putIfAbsent(container.service(), fault));
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(new StartFailedException(
                        String.join("\n", faults.values()), faults.keySet(), failure.getCause()));
    }

    private Optional<String> fault(InspectedContainer container, StartFailedException failure) {
        if (!container.error().isEmpty()) {
            return isSame(failure)
                    ? Optional.of(StartError.of(container.error())
                            .text(StackServices.text(List.of(container.service())), "started"))
                    : Optional.empty();
        }
        return failure.names(container.service())
                ? fault(container)
                        .map(fault -> "service '%s' %s%s"
                                .formatted(container.service(), fault, stack.waitingFor(container.service())))
                : Optional.empty();
    }

    /** Whether the failure is that the engine did not start a container, of which it names at most one. */
    private boolean isSame(StartFailedException failure) {
        return containers.stream()
                .map(InspectedContainer::error)
                .filter(error -> !error.isEmpty())
                .anyMatch(error -> failure.getCause() != null
                        && failure.getCause().getMessage().contains(error));
    }

    private static Optional<String> fault(InspectedContainer container) {
        String memory = container.isOutOfMemory() ? ", because it had used up its memory" : "";
        if (container.state().equals("restarting") || container.restarts() > 0) {
            String code = container.exitCode() == 0 ? "" : " with " + container.exitCode();
            return Optional.of("exits%s again and again (%s %s)%s"
                    .formatted(code, container.restarts(), container.restarts() == 1 ? "restart" : "restarts", memory));
        }
        if (container.hasEnded()) {
            return Optional.of("exited with " + container.exitCode() + memory);
        }
        return container.isUnhealthy() ? Optional.of("is unhealthy") : Optional.empty();
    }
}
