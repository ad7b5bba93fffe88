package dev.esb.start;

import dev.esb.Reporter;
import dev.esb.docker.ProgressLine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the output of {@code docker compose up}: reports pulls and the build steps that run, writes every line as a debug message, and keeps
 * what explains a failure.
 */
final class ComposeProgress implements Consumer<String> {
    // BuildKit announces a step as "#12 [gateway 2/4] RUN make", followed by "#12 CACHED" or output such as
    // "#12 0.113 cc main.c".
    private static final Pattern STEP = Pattern.compile("#(\\d+) (\\[.*)");
    private static final Pattern STEP_OUTPUT = Pattern.compile("#(\\d+) \\d+\\.\\d+ .*");

    private static final String ERROR = "Error";

    private final Reporter reporter;
    private final ImageWork images;
    private final ContainerStarts starts;
    private final BuildOutput build = new BuildOutput();
    private final Map<String, String> failedPulls = new LinkedHashMap<>();
    private final Map<String, String> announced = new HashMap<>();
    private String last = "";

    /** @param limit stands still while an image is pulled or built */
    ComposeProgress(Reporter reporter, TimeLimit limit, StackServices services) {
        this.reporter = reporter;
        this.images = new ImageWork(limit);
        this.starts = new ContainerStarts(services);
    }

    @Override
    public synchronized void accept(String line) {
        reporter.debug(line);
        if (!line.isBlank()) {
            last = line.strip();
        }
        reportBuild(line);
        build.accept(line);
        images.accept(line);
        ProgressLine.parse(line).ifPresent(progress -> {
            if (progress.isPull()) {
                reporter.info(progress.name() + " " + progress.state());
            }
            if (progress.isOfImage() && progress.state().startsWith(ERROR)) {
                failedPulls.putIfAbsent(
                        progress.name(),
                        progress.state().substring(ERROR.length()).strip());
            }
            starts.accept(progress);
        });
    }

    /** Which services Compose has not started. To be read when Compose has ended. */
    ContainerStarts starts() {
        return starts;
    }

    /** The builds. To be read when Compose has ended. */
    BuildOutput build() {
        return build;
    }

    /** Why an image could not be pulled, or Compose says no reason, by the name of the image or of a service that is run from it. */
    synchronized Map<String, String> failedPulls() {
        return new LinkedHashMap<>(failedPulls);
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
