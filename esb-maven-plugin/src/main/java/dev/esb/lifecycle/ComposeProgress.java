package dev.esb.lifecycle;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tells of what takes long in the output of {@code docker compose up}, and keeps the rest for debugging. */
final class ComposeProgress implements Consumer<String> {
    // #12 [gateway 2/4] RUN apt-get ...   and   nginx Pulling
    private static final Pattern STEP =
            Pattern.compile("#\\d+ \\[\\S+( \\S+)? +\\d+/\\d+] .*|\\s*\\S+ (Pulling|Pulled)\\s*");
    private static final Pattern STARTING = Pattern.compile("\\s*Container \\S+ +(Starting|Started)\\s*");

    private final Reporter reporter;
    private final Runnable onStart;
    private boolean started;

    /** @param onStart called once, when the first container starts */
    ComposeProgress(Reporter reporter, Runnable onStart) {
        this.reporter = reporter;
        this.onStart = onStart;
    }

    @Override
    public synchronized void accept(String line) {
        if (STEP.matcher(line).matches()) {
            reporter.info(line.strip());
        } else {
            reporter.debug(line);
        }
        if (!started && STARTING.matcher(line).matches()) {
            started = true;
            onStart.run();
        }
    }
}
