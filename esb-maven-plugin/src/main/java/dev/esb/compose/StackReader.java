package dev.esb.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.docker.ComposeCommand.Source;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Reads a stack with {@code docker compose config}. */
public final class StackReader {
    private final ComposeConfig config;
    private final StackFiles files;
    private final Source source;

    /**
     * @param project the name of the Compose project that will run the stack
     * @param profiles the active profiles
     * @param envFile the file from which Compose reads variables; empty for {@code .env}
     */
    public StackReader(Docker docker, StackFiles files, String project, List<String> profiles, Optional<Path> envFile) {
        this.config = new ComposeConfig(docker);
        this.files = files;
        this.source = new Source(files.directory(), project, files.files(), profiles, envFile, Map.of());
    }

    /**
     * Reads the stack with and without variables replaced, in two processes at the same time, or once where its files are plain.
     *
     * @param variables the variables that the files may use
     * @throws EsbException when Compose cannot read the stack, with Compose's own message; when no service has one of the profiles; or when
     *     no service is left to run
     */
    public Stack read(Map<String, String> variables) {
        Stack stack = source.envFile().isEmpty() && PlainFiles.are(files.named()) ? plain(variables) : both(variables);
        requireProfiles(stack);
        return stack;
    }

    private Stack plain(Map<String, String> variables) {
        ObjectNode model = model(variables);
        return new Stack(model, model.deepCopy(), true);
    }

    private Stack both(Map<String, String> variables) {
        Source interpolated = source.with(variables);
        CompletableFuture<RawModel> raw = Background.start(() -> raw(interpolated));
        Stack stack = stack(model(variables), Background.join(raw), interpolated);
        HostPathGuards.restore(stack.model(), stack.raw());
        return stack;
    }

    /**
     * Reads the model of a stack again, with other variables.
     *
     * @throws EsbException when Compose cannot read it with them
     */
    public ObjectNode model(Stack stack, Map<String, String> variables) {
        ObjectNode model = model(variables);
        HostPathGuards.restore(model, stack.raw());
        return model;
    }

    private Stack stack(ObjectNode model, RawModel raw, Source interpolated) {
        if (raw.model().isPresent()) {
            return new Stack(model, raw.model().get(), true);
        }
        List<Path> named = files.named();
        if (named.isEmpty()) {
            return new Stack(model, model, false, raw.failure());
        }
        try (CopiesWithoutDefaults copies = CopiesWithoutDefaults.of(named)) {
            Optional<ObjectNode> ofCopies =
                    raw(interpolated.withCopies(copies.files())).model();
            return new Stack(model, ofCopies.orElse(model), false, ofCopies.isPresent() ? "" : raw.failure());
        }
    }

    /**
     * The stack with its variables.
     *
     * @param failure what Compose says where it can read the stack only with variables replaced; else empty
     */
    private record RawModel(Optional<ObjectNode> model, String failure) {}

    private RawModel raw(Source from) {
        try {
            return new RawModel(Optional.of(config.read(from, false)), "");
        } catch (DockerException e) {
            return new RawModel(Optional.empty(), ComposeWords.of(e));
        }
    }

    /**
     * Reads the model with these variables.
     *
     * @throws EsbException when Compose cannot read the stack, with Compose's own message
     */
    public ObjectNode model(Map<String, String> variables) {
        try {
            ObjectNode model = config.read(source.with(variables), true);
            ZeroLimits.restore(model);
            return model;
        } catch (DockerException e) {
            throw Engine.fault(e)
                    .orElseGet(() -> new EsbException(
                            "Compose cannot read the stack (%s): %s. %sPut that right, or see the whole of it with: docker compose%s config"
                                    .formatted(files, ComposeWords.of(e), hint(e), fileOptions()),
                            e));
        }
    }

    private String hint(DockerException failure) {
        return UnknownKey.in(ComposeWords.of(failure))
                .map(key -> key.hint(files.named()))
                .orElse("");
    }

    private void requireProfiles(Stack stack) {
        Set<String> known = new TreeSet<>();
        for (JsonNode service : stack.raw().path("services")) {
            service.path("profiles").forEach(profile -> known.add(profile.asText()));
        }
        for (String profile : source.profiles()) {
            if (!known.contains(profile) && !profile.equals("*")) {
                throw new EsbException("No service of the stack (%s) has the profile '%s' (esb.profiles). %s"
                        .formatted(files, profile, profiles(stack, known)));
            }
        }
        if (stack.model().path("services").isEmpty()) {
            throw new EsbException("The stack (%s) has no service to run.".formatted(files)
                    + (known.isEmpty()
                            ? " Add one under 'services'."
                            : " Ask for one of its profiles with -Desb.profiles: " + String.join(", ", known) + "."));
        }
    }

    private static String profiles(Stack stack, Set<String> known) {
        if (!known.isEmpty()) {
            return "There are: " + String.join(", ", known) + ".";
        }
        // Otherwise only the active services are known.
        return stack.rawFailure().isEmpty()
                ? "No service has any: leave esb.profiles out."
                : "'docker compose config --profiles' lists those that there are.";
    }

    private String fileOptions() {
        StringBuilder options = new StringBuilder();
        files.files().forEach(file -> options.append(" -f ").append(file));
        return files.files().isEmpty() ? " --project-directory " + files.directory() : options.toString();
    }
}
