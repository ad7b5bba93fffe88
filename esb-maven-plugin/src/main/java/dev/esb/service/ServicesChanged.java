package dev.esb.service;

import dev.esb.docker.ContainerSummary;
import dev.esb.environment.EnvironmentKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of a goal that takes services of an environment away for a while, or gives them back.
 *
 * @param key the environment
 * @param services those that were named; empty for all
 * @param change what was done
 * @param changed the containers to which this call did it
 * @param others those to which it did not have to be done
 */
public record ServicesChanged(
        EnvironmentKey key,
        List<String> services,
        Change change,
        List<ContainerSummary> changed,
        List<ContainerSummary> others) {

    /**
     * What is done to containers, as words of a sentence.
     *
     * @param one of one container
     * @param several of several
     * @param other of one to which it did not have to be done
     * @param others of several
     * @param back how one comes back; empty for what is no loss
     * @param allBack how several come back
     * @param goal the goal that brings them back
     */
    public record Change(
            String one, String several, String other, String others, String back, String allBack, String goal) {
        static final Change STOPPED = new Change(
                "is stopped",
                "are stopped",
                "did not run",
                "did not run",
                "It starts again",
                "They start again",
                "start");
        static final Change KILLED =
                new Change("is killed", "are killed", "", "", STOPPED.back(), STOPPED.allBack(), STOPPED.goal());
        static final Change PAUSED = new Change(
                "is paused",
                "are paused",
                "was paused before",
                "were paused before",
                "It goes on",
                "They go on",
                "unpause");
        static final Change UNPAUSED = new Change("goes on", "go on", "was not paused", "were not paused", "", "", "");

        /** Of one that processes may outlive. */
        static Change signalled(KillSignal signal) {
            String got = "got " + signal;
            return new Change(
                    got, got, "", "", "If it has ended, it starts again", "Those that end start again", "start");
        }
    }

    /** In one line: how many containers, of which services, and the command that brings them back. */
    public String text() {
        List<String> parts = new ArrayList<>();
        if (!changed.isEmpty()) {
            parts.add(part(changed, change.one(), change.several()));
        }
        if (!others.isEmpty()) {
            parts.add(part(others, change.other(), change.others()));
        }
        return "Environment '%s': %s%s".formatted(key, String.join("; ", parts), wayBack());
    }

    private static String part(List<ContainerSummary> containers, String one, String several) {
        return "%s %s (%s)".formatted(count(containers), containers.size() == 1 ? one : several, names(containers));
    }

    private String wayBack() {
        boolean isOne = changed.size() + others.size() == 1;
        return change.goal().isEmpty()
                ? ""
                : ". %s with: mvn esb:%s %s"
                        .formatted(isOne ? change.back() : change.allBack(), change.goal(), options(key, services));
    }

    /** {@code 2 containers}. */
    static String count(List<ContainerSummary> containers) {
        return containers.size() == 1 ? "1 container" : containers.size() + " containers";
    }

    /** Their services. */
    static String names(List<ContainerSummary> containers) {
        return containers.stream().map(ContainerSummary::service).distinct().collect(Collectors.joining(", "));
    }

    /** The options that name the same services again. */
    static String options(EnvironmentKey key, List<String> services) {
        return services.isEmpty() ? key.options() : key.options() + " -Desb.service=" + String.join(",", services);
    }
}
