package dev.esb.service;

import dev.esb.Seconds;
import dev.esb.docker.ContainerSummary;
import dev.esb.environment.EnvironmentKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of starting services of an environment again.
 *
 * @param key the environment
 * @param started the containers that were started
 * @param running those that ran already
 * @param done those of one-shot services that have done their work, and were not named
 * @param moved ports of the containers that were started which the engine has chosen anew
 */
public record ServicesStarted(
        EnvironmentKey key,
        List<ContainerSummary> started,
        List<ContainerSummary> running,
        List<ContainerSummary> done,
        List<ServicePort> moved) {

    ServicesStarted ready(List<ContainerSummary> after, List<ServicePort> ports) {
        return new ServicesStarted(key, after, running, done, ports);
    }

    /**
     * In one line: how many containers, and of which services.
     *
     * @param elapsed how long it has taken
     */
    public String text(Duration elapsed) {
        List<String> parts = new ArrayList<>();
        if (!started.isEmpty()) {
            parts.add("%s %s ready again after %s (%s)"
                    .formatted(
                            ServicesChanged.count(started),
                            started.size() == 1 ? "is" : "are",
                            Seconds.of(elapsed),
                            ServicesChanged.names(started)));
        }
        if (!running.isEmpty()) {
            parts.add("%s ran already (%s)".formatted(ServicesChanged.count(running), ServicesChanged.names(running)));
        }
        if (!done.isEmpty()) {
            List<String> services =
                    done.stream().map(ContainerSummary::service).distinct().toList();
            parts.add("%s had ended with 0 (%s), and would run once more with: mvn esb:start %s"
                    .formatted(
                            ServicesChanged.count(done),
                            ServicesChanged.names(done),
                            ServicesChanged.options(key, services)));
        }
        return "Environment '%s': %s".formatted(key, String.join("; ", parts));
    }
}
