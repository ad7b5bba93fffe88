package dev.esb.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.compose.RenderedFile;
import dev.esb.compose.Stack;
import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.IsolatedModel;
import dev.esb.isolation.IsolationOptions;
import dev.esb.isolation.Isolator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans and renders a small stack, and throws the result away. In a new JVM, almost all of the time that this takes for the first time passes
 * while classes are loaded; here it passes while the build waits for Compose to read the real stack.
 */
public final class Rehearsal {
    private static final Path NOWHERE = Path.of("/");

    private Rehearsal() {}

    /**
     * Runs no command and writes no file.
     *
     * @param docker what the plan would ask if there were no free slot
     */
    public static String run(Docker docker) {
        ObjectNode model = model();
        Stack stack = new Stack(model, model.deepCopy(), true);
        StackRequest request = StackRequest.of(
                EnvironmentKey.of("rehearsal", ""), new DirectoryLayout(NOWHERE, NOWHERE, NOWHERE), NOWHERE);
        PlannedStack plan =
                new Planner(docker, request, stack, "", Engine.local(""), RunningEnvironment.NONE).preview(List.of());
        IsolatedModel isolated = Isolator.isolate(
                model,
                plan.environment(),
                new IsolationOptions(
                        NOWHERE,
                        Set.of(),
                        Set.of(),
                        request.literals(),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        true));
        return RenderedFile.text(isolated.model()) + FindingsFile.text(plan.environment(), isolated.findings());
    }

    private static ObjectNode model() {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        ObjectNode web = model.putObject("services").putObject("web");
        web.put("container_name", "web").put("image", "image");
        web.putArray("command").add("serve");
        web.putObject("networks").putNull("front");
        web.putArray("ports")
                .addObject()
                .put("target", 80)
                .put("published", "8080")
                .put("protocol", "tcp");
        web.putArray("volumes")
                .addObject()
                .put("type", "bind")
                .put("source", "/etc/hosts")
                .put("target", "/hosts");
        model.putObject("networks").putObject("front").put("name", "front");
        model.putObject("volumes").putObject("data").put("name", "data");
        return model;
    }
}
