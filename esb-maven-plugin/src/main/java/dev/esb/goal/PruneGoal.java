package dev.esb.goal;

import dev.esb.EsbException;
import dev.esb.cleanup.Prune;
import dev.esb.cleanup.PruneItem;
import dev.esb.environment.DirectoryLayout;
import dev.esb.service.EnvironmentQueries;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lists what no running build and no person needs any more, or removes it. */
public final class PruneGoal {
    private final GoalContext context;

    public PruneGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param isRemoval whether to remove instead of listing
     * @param timeout how long the processes in the containers may take to end
     * @throws EsbException when something cannot be removed; the rest is
     */
    public void run(DirectoryLayout layout, boolean isRemoval, Duration timeout) {
        new EnvironmentQueries(context.docker()).requireEngine(context.variables());
        List<PruneItem> found =
                new Prune(context.docker(), Clock.systemUTC(), context.reporter()).find(layout, timeout);
        if (found.isEmpty()) {
            context.info("There is nothing to remove");
            return;
        }
        List<String> failures = new ArrayList<>();
        for (PruneItem item : found) {
            context.info("%s %s: %s".formatted(isRemoval ? "Removing" : "Would remove", item.what(), item.why()));
            if (isRemoval) {
                try {
                    item.removal().run();
                } catch (EsbException e) {
                    failures.add(e.getMessage());
                }
            }
        }
        if (!isRemoval) {
            context.info("Nothing was removed; -Desb.prune=true does it");
        }
        if (!failures.isEmpty()) {
            throw new EsbException(String.join("\n", failures));
        }
    }
}
