package dev.esb.start;

import dev.esb.docker.DockerException;
import dev.esb.docker.ProgressLine;
import dev.esb.engine.Engine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why {@code docker compose up} has failed, as far as its output says so, in the words of the stack. */
record ComposeFailure(StackServices services, ComposeProgress progress, DockerException failure) {
    private static final int ERROR_LINES = 15;

    // Podman's words of a failed pull are in JSON.
    private static final Pattern OF_ENGINE = Pattern.compile(
            "(?:Error response from daemon: )*(?:\\{\"message\":\"(?<json>.*)\"}|(?<words>.*))", Pattern.DOTALL);

    // "dependency db failed to start", "service "job" didn't complete successfully: exit 3"
    private static final Pattern DEPENDENCY = Pattern.compile(
            "\\bcontainer (\\S+) (?:is unhealthy|exited \\(|has no healthcheck)|dependency (\\S+) failed to start"
                    + "|service \"([^\"]+)\" didn't complete successfully");

    // Compose 2.26: "environment variable "TOKEN" required by file "shop_token" is not set", since 2.40: "by secret",
    // "by config"
    private static final Pattern VARIABLE =
            Pattern.compile("environment variable \"(\\S+)\" required by \\w+ \"\\S+\" is not set");
    // exec: "./provider": stat ./provider: no such file or directory
    private static final Pattern NO_PROGRAM = Pattern.compile("exec: \"([^\"]+)\": .*");

    /** The exception to throw. */
    StartFailedException explain() {
        List<String> lines = lines();
        return failedProvider(lines)
                .or(() -> new ImageFailure(services, progress).explain(lines))
                .or(() -> MissingExternal.in(plain(String.join("\n", lines)), services.model())
                        .map(MissingExternal::text))
                .or(() -> Engine.fault(failure).map(Exception::getMessage))
                .or(() -> missingVariable(lines))
                .map(reason -> new StartFailedException(reason, failure))
                .orElseGet(() -> other(lines));
    }

    /** An error without what stands before and around the engine's own words. */
    static String plain(String error) {
        Matcher engine = OF_ENGINE.matcher(error);
        // Always: the pattern takes any text.
        boolean isJson = engine.matches() && engine.group("json") != null;
        return engine.group(isJson ? "json" : "words");
    }

    private static Optional<String> missingVariable(List<String> lines) {
        return lines.stream()
                .map(VARIABLE::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(found ->
                        ("a secret or config of the stack is the variable %1$s ('environment'), which is not set. Set it"
                                        + " in Maven's environment, in the file of variables (esb.envFile, else '.env'), or with -Desb.environment.%1$s=...")
                                .formatted(found.group(1)));
    }

    /** First, because Compose 5 prints the failure of a provider as it prints that of a pull: {@code db Error no more clouds}. */
    private Optional<String> failedProvider(List<String> lines) {
        String words = lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
        Matcher program = NO_PROGRAM.matcher(words);
        String missing = program.matches() ? program.group(1) : "";
        return services.provided().stream()
                .filter(service -> missing.equals(services.provider(service)) || isSaidOf(service, words))
                .findFirst()
                .map(service -> "the provider '%s' of service '%s' ".formatted(services.provider(service), service)
                        + (missing.isEmpty()
                                ? "failed: " + words
                                : "cannot be run: it has to be a plugin of docker or a program on the PATH (%s)"
                                        .formatted(words)));
    }

    private boolean isSaidOf(String service, String words) {
        return failure.errorOutput()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(service + " "))
                .map(line -> line.substring(service.length()).strip().replaceFirst("^Error ", ""))
                .anyMatch(words::endsWith);
    }

    private StartFailedException other(List<String> lines) {
        String text = String.join("\n", lines);
        Set<String> blamed = new LinkedHashSet<>();
        DEPENDENCY
                .matcher(text)
                .results()
                .forEach(found -> blamed.add(
                        found.group(1) != null
                                ? services.ofContainer(found.group(1)).orElse(found.group(1))
                                : found.group(found.group(2) != null ? 2 : 3)));
        blamed.removeIf(Predicate.not(services::has));
        String words = services.inWordsOfTheStack(text).replaceFirst("^dependency failed to start: ", "");
        return StartFailedException.inWordsOfCompose(
                blamed.isEmpty() ? notMade(words) : words + waiting(blamed), blamed, services, failure);
    }

    private String waiting(Set<String> blamed) {
        return blamed.size() == 1 ? services.waitingFor(blamed.iterator().next()) : "";
    }

    /** The engine's words for what it refuses to create or to start do not name it. */
    private String notMade(String words) {
        String reason = plain(words);
        Set<String> starting = progress.starts().beingStarted();
        List<String> named = Stream.concat(starting.stream(), progress.starts().beingCreated().stream())
                .filter(services::has)
                .distinct()
                .toList();
        return reason.equals(words) || named.isEmpty()
                ? reason
                : StartError.of(reason)
                        .text(
                                (named.size() == 1 ? "" : "one of the ") + StackServices.text(named),
                                starting.isEmpty() ? "created" : "started");
    }

    /** The last lines that are no progress, warning or build output, each once. Compose writes all of them to standard error, the error last. */
    private List<String> lines() {
        String output = failure.errorOutput();
        List<String> lines = output.lines()
                .filter(line -> !line.isBlank()
                        && !line.startsWith("#")
                        && ProgressLine.parse(line).isEmpty())
                .filter(line -> !line.contains("level=warning"))
                .map(String::stripTrailing)
                .distinct()
                .toList();
        if (lines.isEmpty()) {
            lines = output.lines().toList();
        }
        return lines.subList(Math.max(0, lines.size() - ERROR_LINES), lines.size());
    }
}
