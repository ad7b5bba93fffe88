package dev.esb.lifecycle;

import dev.esb.Reporter;
import dev.esb.docker.ProgressLine;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports what takes long in the output of {@code docker compose up}; the rest are debug messages. */
final class ComposeProgress implements Consumer<String> {
    // "#12 [gateway 2/4] RUN make" announces a step, "#12 CACHED" or "#12 0.113 cc main.c" what becomes of it.
    private static final Pattern STEP = Pattern.compile("#(\\d+) (\\[.*)");
    private static final Pattern STEP_OUTPUT = Pattern.compile("#(\\d+) \\d+\\.\\d+ .*");

    private final Reporter reporter;
    private final Runnable onStart;
    private final Map<String, String> announced = new HashMap<>();
    private boolean started;

    /** @param onStart called once, when the first container starts */
    ComposeProgress(Reporter reporter, Runnable onStart) {
        this.reporter = reporter;
        this.onStart = onStart;
    }

    @Override
    public synchronized void accept(String line) {
        reporter.debug(line);
        reportBuild(line);
        ProgressLine.parse(line).ifPresent(progress -> {
            if (progress.isPull()) {
                reporter.info(progress.name() + " " + progress.state());
            }
            if (!started && progress.isContainerStart()) {
                started = true;
                onStart.run();
            }
        });
    }

    /** Only a step that really runs is news; most come from the cache. */
    private void reportBuild(String line) {
        Matcher step = STEP.matcher(line);
        if (step.matches()) {
            announced.put(step.group(1), "Building " + step.group(2));
        }
        Matcher output = STEP_OUTPUT.matcher(line);
        if (output.matches()) {
            String text = announced.remove(output.group(1));
            if (text != null) {
                reporter.info(text);
            }
        }
    }
}
