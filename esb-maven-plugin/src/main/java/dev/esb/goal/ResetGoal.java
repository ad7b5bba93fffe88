package dev.esb.goal;

import dev.esb.Seconds;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lifecycle.Reset;
import dev.esb.lifecycle.Reset.Done;
import dev.esb.terminal.ProgressReporter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Puts an environment back to the state in which its snapshot was made, while it is up. */
public final class ResetGoal {
    private final GoalContext context;

    public ResetGoal(GoalContext context) {
        this.context = context;
    }

    /** @throws dev.esb.EsbException as {@link Reset#run} */
    public void run(EnvironmentKey key, Directories directories, Reset.Options options) {
        Instant start = Instant.now();
        Done done;
        try (ProgressReporter progress = context.progress().get()) {
            done = new Reset(context.docker(), context.process().get(), context.variables(), progress)
                    .run(key, directories, options);
        }
        context.info("Environment '%s' is as its snapshot was made, and ready again after %s"
                .formatted(key, Seconds.of(Duration.between(start, Instant.now()))));
        say("Reset", done.reset());
        say("Restarted", done.restarted());
        say("Kept running", done.kept());
        if (key.name().isDefault()) {
            context.reporter()
                    .warn(
                            "The environment 'default' has no subnet of its own, so containers may have other addresses in their networks than before");
        }
        new MovedPorts(context.reporter()).report(key, done.moved());
    }

    private void say(String what, Set<String> services) {
        if (!services.isEmpty()) {
            context.info("  %s: %s".formatted(what, String.join(", ", services)));
        }
    }
}
