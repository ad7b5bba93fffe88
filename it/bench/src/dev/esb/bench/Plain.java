package dev.esb.bench;

import dev.esb.bench.Shell.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many stacks with two networks plain Compose can run at once. It ends with the engine's own address pools, which are then
 * used up for every other process as well.
 */
final class Plain {
    private static final int MOST = 100;

    void run() throws Exception {
        Path stack = Workspace.stack("two-networks-plain", Stacks.twoNetworksPlain());
        List<String> projects = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        String end = "it had not ended at " + MOST;
        try {
            while (projects.size() < MOST) {
                projects.add(Workspace.project(Workspace.name("plain-" + projects.size())));
                Result result = Raw.composeUp(stack, projects.get(projects.size() - 1));
                if (result.exitCode() != 0) {
                    end = result.output().lines().reduce((a, b) -> b).orElse("");
                    break;
                }
                millis.add(result.millis());
            }
        } finally {
            for (int i = projects.size() - 1; i >= 0; i--) {
                Raw.composeDown(stack, projects.get(i));
            }
        }
        Table table = new Table("stacks", "median s each", "and then");
        table.row(millis.size(), Numbers.seconds(Numbers.median(millis)), end);
        table.print("Stacks of two networks with plain Compose, one after another");
    }
}
