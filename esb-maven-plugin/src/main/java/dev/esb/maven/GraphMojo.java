package dev.esb.maven;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.DockerCli;
import dev.esb.environment.UnusableValueException;
import dev.esb.goal.OutputFormat;
import dev.esb.graph.StackGraph;
import dev.esb.parameter.OutputFile;
import dev.esb.plan.Render;
import dev.esb.plan.StackRequest;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Draws the stack as an SVG picture: services, networks, dependencies, volumes, and the paths that the environment has for itself. Where the
 * environment is up, with its ports and the state of each service, else with the ports that it would get. Starts nothing, and needs no running
 * engine. The first call downloads what draws, {@code dev.esb:esb-graph}.
 */
@Mojo(name = "graph", requiresProject = false, threadSafe = true)
public final class GraphMojo extends AbstractStackMojo {
    private static final String FILE = "graph.svg";

    @Inject
    private RepositorySystem repositorySystem;

    /**
     * {@code svg}, or {@code json}, which prints the graph for other programs to read (with {@code mvn -q}, so that Maven prints nothing else), and
     * writes no picture.
     */
    @Parameter(property = "esb.format", defaultValue = "svg")
    private String format;

    /**
     * The file for the picture, absolute or relative to the module's base directory; its directory is made if it is missing. Default:
     * {@code target/esb/<env>/graph.svg}.
     */
    @Parameter(property = "esb.output")
    private String output;

    @Override
    void run() {
        boolean isJson = isJson();
        StackRequest request = request();
        OutputFile file = OutputFile.read(output, baseDirectory())
                .orElse(new OutputFile(request.directories().output().resolve(FILE)));

        DockerCli docker = docker();
        Render.Preview preview = new Render(docker, processEnvironment(), reporter()).preview(request);
        List<ContainerSummary> containers = preview.engineAnswers()
                ? new Containers(docker).of(request.key().project())
                : List.of();
        StackGraph graph = StackGraph.of(preview.environment(), preview.isolated(), preview.directory(), containers);
        if (isJson) {
            print(OutputFormat.json(graph.fields()));
            return;
        }
        file.write(drawing().apply(graph.fields()));
        if (!preview.engineAnswers()) {
            getLog().warn("No engine answers: drawn for slot %s, which 'esb:up' may find taken"
                    .formatted(graph.slot()));
        }
        getLog().info("Drew '%s' (%s): %s".formatted(graph.key(), graph.isUp() ? "up" : "not up", file.path()));
    }

    private boolean isJson() {
        return switch (format.strip()) {
            case "svg" -> false;
            case "json" -> true;
            default -> throw new UnusableValueException("format", "esb.format", format, "'svg' or 'json'");
        };
    }

    private DrawingArtifact drawing() {
        return new DrawingArtifact(
                repositorySystem,
                session().getRepositorySession(),
                project().getRemotePluginRepositories(),
                pluginVersion());
    }
}
