package dev.esb.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells of what takes long in the output of {@code docker compose up}, and keeps the rest for debugging. */
final class ComposeProgress implements Consumer<String> {
    // "#12 [gateway 2/4] RUN make" announces a step, "#12 CACHED" or "#12 0.113 cc main.c" what becomes of it.
    private static final Pattern STEP = Pattern.compile("#(\\d+) (\\[.*)");
    private static final Pattern STEP_OUTPUT = Pattern.compile("#(\\d+) \\d+\\.\\d+ .*");
    private static final Pattern PULL = Pattern.compile("\\s*\\S+ (Pulling|Pulled)\\s*");
    private static final Pattern STARTING = Pattern.compile("\\s*Container \\S+ +(Starting|Started)\\s*");

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
        tellOfBuild(line);
        if (PULL.matcher(line).matches()) {
            reporter.info(line.strip());
        }
        if (!started && STARTING.matcher(line).matches()) {
            started = true;
            onStart.run();
        }
    }

    /** Only a step that really runs is news; most come from the cache. */
    private void tellOfBuild(String line) {
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
