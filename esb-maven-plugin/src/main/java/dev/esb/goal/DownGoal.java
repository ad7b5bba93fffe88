package dev.esb.goal;

import dev.esb.Background;
import dev.esb.cleanup.Down;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.service.EnvironmentQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes an environment down. */
public final class DownGoal {
    private final GoalContext context;

    public DownGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * Of any owner.
     *
     * @param directories those of the environment
     * @param stopTimeout how long the processes in the containers may take to end
     * @return a line about what was done
     * @throws dev.esb.EsbException when something cannot be removed; the rest is
     */
    public String run(EnvironmentKey key, Directories directories, Duration stopTimeout) {
        DownReport report = new DownReport(key, Instant.now());
        Down.Outcome done = down().run(key, directories, stopTimeout);
        return report.line(done) + (done == Down.Outcome.NOTHING ? others(key) : "");
    }

    /** Of owners that {@code isOwned} accepts; another one's is left alone, as the line says. */
    public String run(EnvironmentKey key, Directories directories, Duration stopTimeout, Predicate<Lease> isOwned) {
        DownReport report = new DownReport(key, Instant.now());
        return report.line(down().run(key, directories, stopTimeout, isOwned));
    }

    /** The engine is asked while the environment is looked for. */
    private Down down() {
        CompletableFuture<Engine> engine =
                Background.start(() -> new EnvironmentQueries(context.docker()).requireEngine(context.variables()));
        return new Down(context.docker(), context.reporter(), engine);
    }

    /** What the user may have meant: an environment has a stack in its name, or none. */
    private String others(EnvironmentKey key) {
        List<EnvironmentKey> others = new EnvironmentQueries(context.docker()).ofSameName(key);
        return others.isEmpty()
                ? ""
                : ". There is %s; take it down with: %s"
                        .formatted(
                                others.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")),
                                others.stream()
                                        .map(other -> "mvn esb:down " + other.options())
                                        .collect(Collectors.joining(", or ")));
    }
}
