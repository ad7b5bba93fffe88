package dev.esb.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.compose.RenderedFileCheck;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCli;
import dev.esb.engine.Engine;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.ExternalNetwork;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import dev.esb.isolation.StackNetworks;
import dev.esb.plan.PlannedStack;
import dev.esb.plan.Planner;
import dev.esb.plan.RunningEnvironment;
import dev.esb.plan.StackRenderer;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One stack, read once with all of its profiles and rendered for the environments "a" and "b"; and where it has profiles, rendered once
 * more with none of them active.
 */
final class IsolatedTwice {
    private final Path directory;
    private final Docker docker;
    private final StackFiles files;
    private final Stack stack;
    private final Rendered a;
    private final Rendered b;
    private final Optional<Rendered> withoutProfiles;

    private record Rendered(Path file, JsonNode model, List<Finding> findings) {}

    static IsolatedTwice of(Path directory, Path output) throws IOException {
        return new IsolatedTwice(directory, output);
    }

    private IsolatedTwice(Path directory, Path output) throws IOException {
        this.directory = directory;
        this.docker = new DockerCli(directory, line -> {});
        this.files = StackFiles.find(directory, List.of(), Map.of());
        StackRequest first = request("a", output);
        StackRequest second = request("b", output);
        this.stack = reader(first).read(first.variablesBeforePlan());
        this.a = render(first, stack);
        boolean isTheSame = !stack.mayUse(second.variablesBeforePlan().keySet());
        this.b = render(second, isTheSame ? stack : reader(second).read(second.variablesBeforePlan()));
        this.withoutProfiles = renderWithoutProfiles(request("c", output).withProfiles(List.of()));
    }

    /** Empty where no service has a profile, or where Compose itself starts nothing without one. */
    private Optional<Rendered> renderWithoutProfiles(StackRequest request) throws IOException {
        boolean hasProfiles = false;
        for (JsonNode service : stack.model().path("services")) {
            hasProfiles |= service.has("profiles");
        }
        if (!hasProfiles) {
            return Optional.empty();
        }
        Stack active;
        try {
            active = reader(request).read(request.variablesBeforePlan());
        } catch (EsbException nothingToRun) {
            return Optional.empty();
        }
        Rendered rendered = render(request, active);
        assertThat(Completeness.lost(active.model(), rendered.model()))
                .as("lost without profiles")
                .isEmpty();
        return Optional.of(rendered);
    }

    private StackRequest request(String name, Path output) {
        DirectoryLayout layout = new DirectoryLayout(Path.of("/home/user/.esb"), Path.of("/run/esb"), output);
        return StackRequest.of(EnvironmentKey.of(name, ""), layout, directory).withProfiles(List.of("*"));
    }

    private StackReader reader(StackRequest request) {
        return new StackReader(docker, files, request.key().project(), request.profiles(), Optional.empty());
    }

    private Rendered render(StackRequest request, Stack read) throws IOException {
        PlannedStack plan = new Planner(
                        docker,
                        request,
                        read,
                        files.toString(),
                        Engine.local(""),
                        RunningEnvironment.NONE,
                        external(read))
                .preview(List.of());
        List<Finding> findings = new StackRenderer(request, files, reader(request), Engine.local(""), Reporter.NONE)
                .write(plan, read)
                .findings();
        Path file = request.directories().renderedFile();
        return new Rendered(file, new YAMLMapper().readTree(file.toFile()), findings);
    }

    /** Nobody is on the external networks, so both get theirs, but for those with static addresses. */
    private static Map<String, ExternalNetwork> external(Stack stack) {
        Map<String, ExternalNetwork> external = new HashMap<>();
        stack.model().path("networks").properties().forEach(network -> {
            String key = network.getKey();
            if (network.getValue().path("external").asBoolean()
                    && StackNetworks.addresses(stack.model(), key).isEmpty()) {
                external.put(key, ExternalNetwork.Own.OF_NONE);
            }
        });
        return external;
    }

    /** What both would claim on the engine or the host, and no finding names. */
    Set<String> undeclaredCommonResources() {
        Set<String> declared = a.findings().stream()
                .filter(finding -> finding.severity() != Severity.CHANGED)
                .map(Finding::resource)
                .collect(Collectors.toSet());
        return GlobalResources.common(a.model(), b.model()).stream()
                .filter(resource -> !declared.contains(resource.value()))
                .map(GlobalResources.Resource::toString)
                .collect(Collectors.toSet());
    }

    /** What the original has and the rendered file has not. */
    List<String> lostSettings() {
        return Completeness.lost(stack.model(), a.model());
    }

    /** What processes in containers find changed, and should not. */
    List<String> changedInside() {
        return Inside.changed(stack.model(), stack.raw(), a.model());
    }

    List<Finding> findings() {
        return a.findings();
    }

    /**
     * Compose reads the rendered file of "a", and the one without profiles; that of "b" has the same keys with values of the same kinds.
     */
    void requireValid() {
        new RenderedFileCheck(docker, files, "check").run(a.file());
        withoutProfiles.ifPresent(rendered -> new RenderedFileCheck(docker, files, "check").run(rendered.file()));
        assertThat(shape(b.model())).as("keys and kinds of values of b").isEqualTo(shape(a.model()));
    }

    /** The model with the kind of each value in place of the value. */
    private static JsonNode shape(JsonNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isObject()) {
            ObjectNode shape = nodes.objectNode();
            node.properties().forEach(field -> shape.set(field.getKey(), shape(field.getValue())));
            return shape;
        }
        if (node.isArray()) {
            ArrayNode shape = nodes.arrayNode();
            node.forEach(element -> shape.add(shape(element)));
            return shape;
        }
        return nodes.textNode(node.getNodeType().name());
    }

    boolean has(Severity severity) {
        return a.findings().stream().anyMatch(finding -> finding.severity() == severity);
    }

    String describe(Severity severity) {
        return directory.getFileName() + ": "
                + a.findings().stream()
                        .filter(finding -> finding.severity() == severity)
                        .map(finding -> finding.subject() + " " + finding.message())
                        .collect(Collectors.joining("; "));
    }
}
