package dev.esb.cleanup;

import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.docker.StackServiceCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has the providers of services remove what they have made (<a href="https://docs.docker.com/compose/how-tos/provider-services/">Compose:
 * provider services</a>). Compose calls them at {@code down} only where it is given their definition.
 */
record Providers(Docker docker, Reporter reporter) {
    /** A database of a cloud may take minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /**
     * @param services services of the file that a provider runs
     * @return why something could not be removed; empty when all is
     */
    Optional<String> remove(TakeDownFile file, List<String> services) {
        return services.isEmpty()
                ? Optional.empty()
                : new LimitedCommand(docker, reporter, LIMIT)
                        .run(new StackServiceCommand.Down(file.definition(), services))
                        .flatMap(failure -> explain(failure, file, services));
    }

    private Optional<String> explain(LimitedCommand.Failure failure, TakeDownFile file, List<String> services) {
        String names = String.join(", ", services);
        Optional<String> panic = failure.reason()
                .lines()
                .filter(line -> line.startsWith("panic: "))
                .findFirst();
        if (panic.isPresent()) {
            // Tried again, it would fail again.
            reporter.warn(
                    "Compose itself failed when it had called the provider of %s (%s). If something of it is left, remove it by hand."
                            .formatted(names, panic.get()));
            return Optional.empty();
        }
        String reason = failure.isOutOfTime()
                ? "it has not ended within %s minutes".formatted(LIMIT.toMinutes())
                : failure.reason()
                        .lines()
                        .reduce((first, last) -> last)
                        .orElse("")
                        .strip();
        return Optional.of(
                "the provider of %s has not removed what it made: %s. All else is removed. Where the provider is gone for good, delete '%s'"
                        .formatted(names, reason, file.path()));
    }
}
