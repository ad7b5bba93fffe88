package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.cleanup.Prune;
import dev.esb.cleanup.PruneItem;
import dev.esb.lifecycle.EnvironmentQueries;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists what no living build or person can need any more, and with {@code -Desb.prune=true} removes it: environments whose build has
 * ended or whose {@code ttl} is over, slots that nobody uses, and directories of environments that are not on the engine. A running
 * environment of a living build is never among them, nor one that a person brought up.
 */
@Mojo(name = "prune", requiresProject = false, threadSafe = true, aggregator = true)
public final class PruneMojo extends AbstractEnvironmentMojo {

    /** Removes what was found, instead of listing it. */
    @Parameter(property = "esb.prune", defaultValue = "false")
    private boolean prune;

    /** How long processes may take to end by themselves, in seconds. */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private int stopTimeout;

    @Override
    void run() {
        new EnvironmentQueries(docker()).requireEngine(processEnvironment());
        List<PruneItem> found =
                new Prune(docker(), Clock.systemUTC(), reporter()).find(layout(), Duration.ofSeconds(stopTimeout));
        if (found.isEmpty()) {
            getLog().info("There is nothing to remove");
            return;
        }
        List<String> failures = new ArrayList<>();
        for (PruneItem item : found) {
            getLog().info("%s %s: %s".formatted(prune ? "Removing" : "Would remove", item.what(), item.why()));
            if (prune) {
                try {
                    item.removal().run();
                } catch (EsbException e) {
                    failures.add(e.getMessage());
                }
            }
        }
        if (!prune) {
            getLog().info("Nothing was removed; -Desb.prune=true does it");
        }
        if (!failures.isEmpty()) {
            throw new EsbException(String.join("\n", failures));
        }
    }
}
