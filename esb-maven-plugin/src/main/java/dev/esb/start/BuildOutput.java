package dev.esb.start;

import dev.esb.docker.ProgressLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps the last lines of each step of the builds of images, in case one fails. */
final class BuildOutput implements Consumer<String> {
    private static final int LINES = 15;

    // BuildKit: "#12 [gateway 2/4] RUN make", "#12 0.113 cc main.c", "#12 ERROR: process ...", "#12 CANCELED"
    private static final Pattern LINE = Pattern.compile("#(\\d+) (?:(\\[.*)|\\d+\\.\\d+ (.*)|(ERROR: .*)|.*)");
    private static final Pattern TARGET = Pattern.compile("\\[([\\w.-]+) .*");

    /** The classic builder: {@code Step 2/4 : RUN make}. Podman: {@code STEP 2/4: RUN make}. Neither says which image it builds. */
    static final Pattern CLASSIC_STEP = Pattern.compile("(?i:step) (\\d+/\\d+) ?: (.*)");

    private final Map<String, Step> steps = new HashMap<>();
    private Optional<Step> failed = Optional.empty();
    private Optional<Step> classic = Optional.empty();

    /**
     * A step of a build.
     *
     * @param name {@code [gateway 2/4] RUN make}, or {@code Step 2/4 : RUN make}
     */
    record Step(String name, Deque<String> lines) {
        Step(String name) {
            this(name, new ArrayDeque<>());
        }

        /**
         * The service whose image is built; empty where it is not known. Buildx names a target only where it builds several.
         *
         * @param services those whose images are built
         */
        Optional<String> service(List<String> services) {
            if (services.size() == 1) {
                return Optional.of(services.get(0));
            }
            Matcher target = TARGET.matcher(name);
            return target.matches()
                    ? services.stream()
                            // In names of targets, Compose replaces what BuildKit does not take.
                            .filter(service -> service.equals(target.group(1))
                                    || service.replace('.', '_').equals(target.group(1)))
                            .findFirst()
                    : Optional.empty();
        }

        /** The name and the last lines, for a message; each line indented by two blanks. */
        String text() {
            return lines.isEmpty()
                    ? "\nThe step that failed is '%s'.".formatted(name)
                    : "\nThe last lines of the build, of '%s':\n%s"
                            .formatted(
                                    name,
                                    lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n")));
        }

        private void add(String line) {
            if (lines.size() == LINES) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }
    }

    @Override
    public void accept(String line) {
        Matcher step = LINE.matcher(line);
        if (step.matches()) {
            accept(step);
        } else if (CLASSIC_STEP.matcher(line).matches()) {
            classic = Optional.of(new Step(line));
        } else if (!line.isBlank() && ProgressLine.parse(line).isEmpty() && !ImageFailure.isOfClassicBuild(line)) {
            classic.ifPresent(running -> running.add(line.stripTrailing()));
        }
    }

    private void accept(Matcher line) {
        if (line.group(2) != null) {
            // BuildKit repeats the name when it comes back to a step from another one that runs beside it.
            steps.computeIfAbsent(line.group(1), number -> new Step(line.group(2)));
        } else if (line.group(3) != null) {
            Optional.ofNullable(steps.get(line.group(1))).ifPresent(step -> step.add(line.group(3)));
        } else if (line.group(4) != null && failed.isEmpty()) {
            failed = Optional.ofNullable(steps.get(line.group(1)));
        }
    }

    /** The step that has failed: of BuildKit the one that says so, of the classic builder the last one. */
    Optional<Step> failed() {
        return failed.or(() -> classic);
    }
}
