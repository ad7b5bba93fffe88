package dev.esb.start;

import dev.esb.Reporter;
import dev.esb.docker.ProgressLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the output of {@code docker compose up}: reports what each service does, writes every line as a debug message, and keeps what
 * explains a failure.
 */
final class ComposeProgress implements Consumer<String> {
    private static final String ERROR = "Error";

    private final Reporter reporter;
    private final ServiceProgress progress;
    private final ImageWork images;
    private final ContainerStarts starts;
    private final BuildOutput build = new BuildOutput();
    private final Map<String, String> failedPulls = new LinkedHashMap<>();
    private String last = "";

    /** @param limit stands still while an image is pulled or built */
    ComposeProgress(Reporter reporter, TimeLimit limit, StackServices services) {
        this.reporter = reporter;
        this.progress = new ServiceProgress(reporter, services);
        this.images = new ImageWork(limit);
        this.starts = new ContainerStarts(services);
    }

    @Override
    public synchronized void accept(String line) {
        reporter.debug(line);
        if (!line.isBlank()) {
            last = line.strip();
        }
        build.accept(line);
        images.accept(line);
        Optional<ProgressLine> resource = ProgressLine.parse(line);
        progress.accept(line, resource);
        resource.ifPresent(this::accept);
    }

    private void accept(ProgressLine resource) {
        if (resource.isOfImage() && resource.state().startsWith(ERROR)) {
            failedPulls.putIfAbsent(
                    resource.name(), resource.state().substring(ERROR.length()).strip());
        }
        starts.accept(resource);
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
}
