package dev.esb.bench;

import dev.esb.bench.Shell.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One more environment that comes up alone and goes again, some times, beside what the engine takes without us. */
final class Probes {
    private final List<Long> alone = new ArrayList<>();
    private final List<Long> own = new ArrayList<>();
    private final List<Long> toUp = new ArrayList<>();
    private final List<Long> up = new ArrayList<>();
    private final List<Long> toReady = new ArrayList<>();
    private final List<Long> down = new ArrayList<>();
    private final List<Long> compose = new ArrayList<>();
    private final List<Long> run = new ArrayList<>();
    private boolean composeFails;

    /**
     * Measures once.
     *
     * @param plain the same stack as plain Compose can run it
     * @param record where the workers' command lines are written down
     */
    void add(Workers workers, String name, Path plain, Path record) throws Exception {
        long from = Calls.now();
        workers.one("up", name);
        long to = Calls.now();
        split(from, to, Calls.read(record).startedIn(from, to));
        down.add(workers.one("down", name).millis());
        run.add(Raw.dockerRun());
        String project = Workspace.project(name);
        try {
            Result result = Raw.composeUp(plain, project);
            compose.add(result.millis());
            composeFails |= result.exitCode() != 0;
        } finally {
            Raw.composeDown(plain, project);
        }
    }

    private void split(long from, long to, Calls calls) throws IOException {
        long upFrom = calls.startOf("docker compose up");
        long upTo = calls.endOf("docker compose up");
        alone.add((to - from) / 1000);
        own.add(calls.timeWithout(from, upFrom) / 1000);
        toUp.add((upFrom - from) / 1000);
        up.add((upTo - upFrom) / 1000);
        toReady.add((to - upTo) / 1000);
    }

    String alone() {
        return median(alone);
    }

    /** Until {@code docker compose up}, outside of command lines. */
    String own() {
        return median(own);
    }

    String toUp() {
        return median(toUp);
    }

    String up() {
        return median(up);
    }

    String toReady() {
        return median(toReady);
    }

    String compose() {
        return composeFails ? "fails" : median(compose);
    }

    String run() {
        return median(run);
    }

    String down() {
        return median(down);
    }

    private static String median(List<Long> millis) {
        return Numbers.seconds(Numbers.median(millis));
    }
}
