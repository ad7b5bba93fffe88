package dev.esb.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ComposeCommand.Source;
import dev.esb.docker.DockerCli;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import dev.esb.lifecycle.Render;
import dev.esb.lifecycle.StackRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One stack, rendered for the environments "a" and "b". */
final class IsolatedTwice {
    private final Path directory;
    private final DockerCli docker;
    private final Rendered a;
    private final Rendered b;

    private record Rendered(Path file, JsonNode model, List<Finding> findings) {}

    static IsolatedTwice of(Path directory, Path output) {
        return new IsolatedTwice(directory, output);
    }

    private IsolatedTwice(Path directory, Path output) {
        this.directory = directory;
        this.docker = new DockerCli(directory, Map.of(), line -> {});
        this.a = render("a", output);
        this.b = render("b", output);
    }

    private Rendered render(String name, Path output) {
        Path own = output.resolve(name);
        Directories directories = new Directories(Path.of("/home/user/.esb", name), Path.of("/run/esb", name), own);
        Render.Result result = new Render(docker, Map.of())
                .run(StackRequest.of(EnvironmentKey.of(name, ""), directories, directory)
                        .withProfiles(List.of("*")));
        try {
            JsonNode model =
                    new YAMLMapper().readTree(directories.renderedFile().toFile());
            return new Rendered(directories.renderedFile(), model, result.findings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What both would claim on the engine or the host, and no finding tells of. */
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
        Source source = new Source("esb-a", List.of(), List.of("*"), Optional.empty());
        JsonNode original = docker.run(new ComposeCommand.Config(source, true));
        return Completeness.lost(original, a.model());
    }

    /** Compose reads both rendered files. */
    void requireValid() {
        for (Rendered rendered : List.of(a, b)) {
            docker.run(new ComposeCommand.Config(
                    new Source("check", List.of(rendered.file()), List.of(), Optional.empty()), true));
        }
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
