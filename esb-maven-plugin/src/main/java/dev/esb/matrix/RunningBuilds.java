package dev.esb.matrix;

import dev.esb.CancelledException;
import dev.esb.Reporter;
import dev.esb.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The inner builds that run. They end when this is closed, and when this JVM ends; after SIGKILL, which no code of this JVM hears, because their
 * standard input ends with it.
 */
final class RunningBuilds implements AutoCloseable {
    /** As long as an environment may take to be taken down. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Reporter reporter;
    private final Thread hook;
    private final Map<EnvironmentName, InnerBuild> builds = new LinkedHashMap<>();
    private boolean isOver;

    /** @param atEndOfJvm receives the messages when this JVM ends */
    RunningBuilds(Reporter reporter, Reporter atEndOfJvm) {
        this.reporter = reporter;
        this.hook = new Thread(() -> endAll(atEndOfJvm), "esb-matrix-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @throws CancelledException when no more are to be started */
    synchronized InnerBuild start(EnvironmentName name, Supplier<InnerBuild> starter) {
        if (isOver) {
            throw new CancelledException("before '%s' was started".formatted(name));
        }
        InnerBuild build = starter.get();
        builds.put(name, build);
        return build;
    }

    synchronized void hasEnded(EnvironmentName name) {
        builds.remove(name);
    }

    /** Whether those that run are to end, and no more are started. */
    synchronized boolean isOver() {
        return isOver;
    }

    @Override
    public void close() {
        endAll(reporter);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs.
        }
    }

    private void endAll(Reporter messages) {
        Map<EnvironmentName, InnerBuild> left = over();
        if (left.isEmpty()) {
            return;
        }
        messages.warn("Waiting at most %s s until these environments are down: %s"
                .formatted(PATIENCE.toSeconds(), names(left.keySet())));
        left.values().forEach(InnerBuild::end);
        Instant end = Instant.now().plus(PATIENCE);
        List<EnvironmentName> killed = new ArrayList<>();
        left.forEach((name, build) -> {
            if (!build.endsWithin(Duration.between(Instant.now(), end))) {
                killed.add(name);
            }
        });
        messages.warn(
                killed.isEmpty()
                        ? "All are down."
                        : "Not down in time, and their builds killed: %s. Take them down with 'mvn esb:down -Desb.env=NAME'."
                                .formatted(names(killed)));
    }

    private synchronized Map<EnvironmentName, InnerBuild> over() {
        isOver = true;
        return new LinkedHashMap<>(builds);
    }

    private static String names(Iterable<EnvironmentName> names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.value()));
        return String.join(", ", texts);
    }
}
