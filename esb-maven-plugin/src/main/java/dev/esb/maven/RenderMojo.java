package dev.esb.maven;

import dev.esb.plan.Render;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes the isolated stack to {@code target/esb/<env>/compose.yml}, and shows what was changed in the stack and what stays shared. Fails
 * if Compose refuses that file. Starts nothing, and needs no running engine.
 */
@Mojo(name = "render", requiresProject = false, threadSafe = true)
public final class RenderMojo extends AbstractStackMojo {

    @Override
    void run() {
        Render.RenderedStack result = new Render(docker(), processEnvironment(), reporter()).run(request());
        var environment = result.environment();
        if (!result.engineAnswers()) {
            getLog().warn("No engine answers: rendered for slot %s, which 'esb:up' may find taken"
                    .formatted(environment.slot()));
        }
        getLog().info("Rendered '%s', slot %s: %s"
                .formatted(
                        environment.key(),
                        environment.slot(),
                        environment.directories().renderedFile()));
        FindingsTable.lines(result.findings()).forEach(getLog()::info);
        if (environment.key().name().isDefault()) {
            getLog().info(
                            "In 'default' the stack runs as it was written; -Desb.env=NAME shows what is moved in an environment");
        } else if (result.findings().stream()
                .anyMatch(finding -> !finding.severity().isIsolated())) {
            getLog().info("'mvn esb:check' says what to do about what stays shared");
        }
    }
}
