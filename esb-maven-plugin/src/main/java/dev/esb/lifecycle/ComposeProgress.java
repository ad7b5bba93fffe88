package dev.esb.lifecycle;

import dev.esb.Reporter;
import dev.esb.docker.ProgressLine;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the output of {@code docker compose up}: reports pulls and the build steps that run, and writes every line as a debug message. */
final class ComposeProgress implements Consumer<String> {
    // BuildKit announces a step as "#12 [gateway 2/4] RUN make", followed by "#12 CACHED" or output such as
    // "#12 0.113 cc main.c".
    private static final Pattern STEP = Pattern.compile("#(\\d+) (\\[.*)");
    private static final Pattern STEP_OUTPUT = Pattern.compile("#(\\d+) \\d+\\.\\d+ .*");

    private final Reporter reporter;
    private final ImageWork images;
    private final ContainerStarts starts = new ContainerStarts();
    private final Map<String, String> announced = new HashMap<>();
    private String last = "";

    /** @param limit stands still while an image is pulled or built */
    ComposeProgress(Reporter reporter, TimeLimit limit) {
        this.reporter = reporter;
        this.images = new ImageWork(limit);
    }

    @Override
    public synchronized void accept(String line) {
        reporter.debug(line);
        if (!line.isBlank()) {
            last = line.strip();
        }
        reportBuild(line);
        images.accept(line);
        ProgressLine.parse(line).ifPresent(progress -> {
            if (progress.isPull()) {
                reporter.info(progress.name() + " " + progress.state());
            }
            starts.accept(progress);
        });
    }

    /** What Compose has not done yet, as the rest of a sentence; its last line where its lines do not say so. */
    synchronized String unfinished() {
        String unfinished = starts.unfinished();
        if (!unfinished.isEmpty()) {
            return unfinished;
        }
        return last.isEmpty() ? "Compose has printed nothing" : "the last line of Compose was '%s'".formatted(last);
    }

    /** Reports a step at its first line of output: a step that comes from the cache has none. */
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
