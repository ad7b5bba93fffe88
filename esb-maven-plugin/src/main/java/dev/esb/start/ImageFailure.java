package dev.esb.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why {@code docker compose up} has failed where it could not pull or build an image. */
record ImageFailure(StackServices services, ComposeProgress progress) {
    private static final Pattern NO_IMAGE =
            // The second is Podman's.
            Pattern.compile(
                    "No such image: (\\S+)|failed to find image (\\S+): .*|pull access denied for ([^\\s,]+).*");
    private static final String OF_BUILD = "failed to solve: ";
    private static final Pattern CLASSIC = Pattern.compile("The command '.*' returned a non-zero code: \\d+");
    // The engine's words of a Dockerfile, and Compose's words of keys under "build"
    private static final Pattern NEEDS_BUILDKIT = Pattern.compile("the --\\w+ option requires BuildKit.*"
            + "|the classic builder doesn't support .*|.*buildx component is missing or broken.*");
    private static final Pattern NO_DOCKERFILE =
            Pattern.compile("unable to prepare context: unable to evaluate symlinks in Dockerfile path: .*");
    private static final Pattern COMMAND =
            Pattern.compile("failed to solve: process \".*\" did not complete successfully: exit code: (\\d+)");
    private static final Pattern BASE = Pattern.compile(
            "failed to solve: (\\S+): failed to resolve source metadata for [^\\s:]+(?::[^\\s:]+)?: (.*)");

    /** Whether it is the error of Docker's builder from before BuildKit. */
    static boolean isOfClassicBuild(String line) {
        return CLASSIC.matcher(line).matches();
    }

    /**
     * Explains it.
     *
     * @param lines Compose's error
     * @return empty where the failure is another one
     */
    Optional<String> explain(List<String> lines) {
        return missingImage(lines).or(() -> failedBuild(lines));
    }

    private Optional<String> missingImage(List<String> lines) {
        Map<String, String> reasons = new LinkedHashMap<>();
        String last = lines.isEmpty() ? "" : ComposeFailure.plain(lines.get(lines.size() - 1));
        // Compose 2 names services, Compose 5 images.
        progress.failedPulls()
                .forEach((name, reason) -> reasons.putIfAbsent(
                        services.has(name) ? services.image(name) : name, reason.isEmpty() ? last : reason));
        Matcher refused = NO_IMAGE.matcher(last);
        if (reasons.isEmpty() && refused.matches()) {
            String image = Stream.of(1, 2, 3)
                    .map(refused::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            reasons.put(image, last);
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(text(reasons));
    }

    private String text(Map<String, String> reasons) {
        List<String> images = new ArrayList<>(reasons.keySet());
        MissingImage first = missing(images.get(0), reasons);
        List<String> others = images.stream()
                .skip(1)
                .map(image -> missing(image, reasons).what())
                .toList();
        return first.text() + (others.isEmpty() ? "" : " The same goes for " + String.join(", ", others) + ".");
    }

    private MissingImage missing(String image, Map<String, String> reasons) {
        return MissingImage.of(image, services.ofImage(image), ComposeFailure.plain(reasons.get(image)));
    }

    private Optional<String> failedBuild(List<String> lines) {
        Optional<String> error = lines.stream()
                .map(this::ofInlineDockerfile)
                .filter(line -> line.startsWith(OF_BUILD)
                        || isOfClassicBuild(line)
                        || NEEDS_BUILDKIT.matcher(line).matches())
                .findFirst();
        return error.map(reason -> {
            Optional<BuildOutput.Step> step = progress.build().failed();
            return "the image%s could not be built%s%s"
                    .formatted(
                            builtFor(step),
                            because(reason),
                            step.map(BuildOutput.Step::text).orElse(""));
        });
    }

    /** Compose 2.26 gives the classic builder no {@code dockerfile_inline}, and does not say so. */
    private String ofInlineDockerfile(String error) {
        boolean isInline = services.built().stream()
                .anyMatch(service -> services.get(service).path("build").has("dockerfile_inline"));
        return isInline && NO_DOCKERFILE.matcher(error).matches()
                ? "the classic builder doesn't support 'dockerfile_inline'"
                : error;
    }

    private String builtFor(Optional<BuildOutput.Step> step) {
        List<String> built = services.built();
        return step.flatMap(failed -> failed.service(built))
                .or(() -> built.size() == 1 ? Optional.of(built.get(0)) : Optional.empty())
                .map(service -> " of service '%s'".formatted(service))
                .orElse(built.isEmpty() ? "" : " of one of the " + StackServices.text(built));
    }

    private static String because(String error) {
        if (NEEDS_BUILDKIT.matcher(error).matches()) {
            return ", because it needs BuildKit, and Docker's old builder was used: %s. Install the Buildx plugin of the docker command"
                            .formatted(error.replaceFirst("[.,] (?:Refer to|set DOCKER_BUILDKIT).*", ""))
                    + " (https://docs.docker.com/go/buildx/) and see that 'docker buildx version' works; where DOCKER_BUILDKIT=0"
                    + " is set, take it out of the environment.";
        }
        Matcher base = BASE.matcher(error);
        if (base.matches()) {
            return ", because "
                    + new MissingImage("its base image '%s'".formatted(base.group(1)), base.group(2)).text();
        }
        Matcher command = COMMAND.matcher(error);
        return command.matches()
                ? ", because a command of its Dockerfile ended with " + command.group(1)
                : ": " + error.replaceFirst("^" + OF_BUILD, "");
    }
}
