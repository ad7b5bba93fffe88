package dev.esb.cleanup;

import dev.esb.Reporter;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.StackServiceCommand;
import java.time.Duration;
import java.util.List;

/**
 * Stops containers whose services have {@code pre_stop} hooks (<a
 * href="https://docs.docker.com/reference/compose-file/services/#pre_stop">Compose: pre_stop</a>): Compose runs those, {@code docker stop}
 * does not.
 *
 * @param patience how long hooks may take, beyond the grace period of the containers
 */
record PreStopHooks(Docker docker, Reporter reporter, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    PreStopHooks(Docker docker, Reporter reporter) {
        this(docker, reporter, PATIENCE);
    }

    /** Those of the containers that have to be stopped here. A hook cannot run in one that does not run, or is paused. */
    static List<ContainerSummary> of(TakeDownFile file, List<ContainerSummary> containers) {
        List<String> services = file.withHooks();
        return containers.stream()
                .filter(container -> container.isPartOfStack() && container.isRunning())
                .filter(container -> services.contains(container.service()))
                .toList();
    }

    /**
     * Stops them, also where a hook fails or takes too long; a warning says so then.
     *
     * @param containers some of {@link #of}
     * @param timeout how long the processes may take to end once the hooks have, in whole seconds
     */
    void stop(TakeDownFile file, List<ContainerSummary> containers, Duration timeout) {
        if (containers.isEmpty()) {
            return;
        }
        List<String> services =
                containers.stream().map(ContainerSummary::service).distinct().toList();
        Duration limit = timeout.plus(patience);
        new LimitedCommand(docker, reporter, limit)
                .run(new StackServiceCommand.Stop(file.definition(), services, (int) timeout.toSeconds()))
                .ifPresent(failure -> {
                    String names = String.join(", ", services);
                    reporter.warn(
                            failure.isOutOfTime()
                                    ? "The pre_stop hooks of %s have not ended within %s s, and the containers are killed"
                                            .formatted(names, limit.toSeconds())
                                    : "The pre_stop hooks of %s have failed, and the containers are stopped without: %s"
                                            .formatted(names, lastLine(failure.reason())));
                    docker.run(new ContainerCommand.Stop(
                            containers.stream().map(ContainerSummary::id).toList(),
                            failure.isOutOfTime() ? 0 : (int) timeout.toSeconds()));
                });
    }

    private static String lastLine(String text) {
        return text.lines().reduce((first, last) -> last).orElse("").strip();
    }
}
