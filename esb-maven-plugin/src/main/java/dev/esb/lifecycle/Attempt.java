package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Problem;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import dev.esb.environment.Environment;
import dev.esb.isolation.IsolatedModel;
import dev.esb.isolation.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Carries a plan out: from the model to services that are ready and filled. */
final class Attempt {
    private final DockerCli docker;
    private final Reporter reporter;
    private final StackRequest request;
    private final UpOptions options;
    private final StackFiles files;
    private final Engine engine;

    Attempt(
            DockerCli docker,
            Reporter reporter,
            StackRequest request,
            UpOptions options,
            StackFiles files,
            Engine engine) {
        this.docker = docker;
        this.reporter = reporter;
        this.request = request;
        this.options = options;
        this.files = files;
        this.engine = engine;
    }

    /**
     * Does all of it.
     *
     * @throws Conflict when the engine does not have what was planned
     * @throws StartFailure when the services do not come up
     */
    UpResult run(Plan plan, Stack stack, StackReader reader) throws IOException {
        Environment environment = plan.environment();
        String project = environment.key().project();
        Rendering rendering = new Rendering(request, files, reader);
        EnvironmentFiles own = new EnvironmentFiles(environment, stack, engine);
        // Keys take as long as Compose takes to read the stack again.
        CompletableFuture<Void> creation = Waiting.async(() -> {
            own.create();
            return null;
        });
        IsolatedModel isolated = rendering.write(plan, stack);
        Waiting.join(creation);
        requireStrict(isolated);
        warnOfBlocking(isolated);
        new SharedResources(docker).provide(isolated);
        docker.requireOpen();
        MovedPaths.provide(isolated.moves(), environment.directories(), engine);
        reporter.info(
                "Bringing up '%s': %s".formatted(environment.key(), String.join(", ", services(isolated.model()))));
        Instant start = new ComposeUp(docker, reporter)
                .run(
                        new ComposeCommand.Up(
                                project, environment.directories().renderedFile(), files.directory(), options.build()),
                        options.timeout());
        List<ContainerSummary> containers = new Readiness(new Containers(docker), engine, reporter)
                .await(isolated.model(), project, start, options.timeout());

        List<PublishedPort> ports = new EnginePorts(containers, reporter).of(environment.ports());
        Results results = results(environment, ports, own);
        results.write(environment.directories().output());
        provision(plan, results);
        return new UpResult(environment, results, isolated.findings(), ports);
    }

    private static List<String> services(JsonNode model) {
        List<String> services = new ArrayList<>();
        model.path("services").fieldNames().forEachRemaining(services::add);
        return services;
    }

    private void warnOfBlocking(IsolatedModel isolated) {
        isolated.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKING)
                .forEach(finding -> reporter.warn("This stack cannot run beside itself: %s, %s: %s"
                        .formatted(finding.subject(), finding.key(), finding.message())));
    }

    private void requireStrict(IsolatedModel isolated) {
        List<String> shared = isolated.findings().stream()
                .filter(finding -> finding.severity() != Severity.CHANGED)
                .map(finding -> "%s, %s: %s".formatted(finding.subject(), finding.key(), finding.message()))
                .toList();
        if (options.strict() && !shared.isEmpty()) {
            throw new Problem("The stack is not wholly isolated, and esb.strict asks for that. What stays shared:\n  "
                    + String.join("\n  ", shared)
                    + "\n'mvn esb:check' says what to do about each.");
        }
    }

    private void provision(Plan plan, Results results) {
        Map<String, String> variables = new HashMap<>(request.variables());
        variables.putAll(plan.variables());
        variables.putAll(results.variables());
        Provision provision = new Provision(request.baseDirectory(), variables, reporter);
        options.provision().forEach(provision::run);
    }

    private Results results(Environment environment, List<PublishedPort> ports, EnvironmentFiles own) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("esb.env", environment.key().name().value());
        properties.put("esb.project", environment.key().project());
        properties.put("esb.slot", String.valueOf(environment.slot()));
        properties.put("esb.host", engine.host());
        properties.putAll(PortProperties.of(ports));
        properties.putAll(own.properties());
        return new Results(properties);
    }
}
