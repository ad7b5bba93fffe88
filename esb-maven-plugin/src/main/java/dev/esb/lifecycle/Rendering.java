package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.compose.RenderedFile;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.environment.Environment;
import dev.esb.isolation.IsolatedModel;
import dev.esb.isolation.Isolator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Makes the rendered file of a plan. */
record Rendering(StackRequest request, StackFiles files, StackReader reader) {

    /** Isolates the model and writes the rendered file. */
    IsolatedModel write(Plan plan, Stack stack) throws IOException {
        Environment environment = plan.environment();
        IsolatedModel isolated = Isolator.isolate(model(plan, stack), environment);
        RenderedFile.write(
                environment.directories().renderedFile(),
                "The stack of %s in the environment '%s', slot %d. Made by esb-maven-plugin; changes are lost."
                        .formatted(files, environment.key(), environment.slot()),
                isolated.model());
        return isolated;
    }

    /** The model with the plan's variables. Where the files use none of them, it is the one that is known. */
    private ObjectNode model(Plan plan, Stack stack) {
        Map<String, String> variables = plan.variables();
        if (!isUsed(variables.keySet(), stack)) {
            return stack.model();
        }
        Map<String, String> all = new HashMap<>(request.variables());
        all.putAll(variables);
        return reader.model(all);
    }

    private static boolean isUsed(Set<String> variables, Stack stack) {
        String raw = stack.raw().toString();
        return variables.stream()
                .filter(variable -> !Set.of(
                                "ESB_ENV", "ESB_PROJECT", "ESB_CONFIG_DIR", "ESB_CERT_DIR", "ESB_SOCKET_DIR")
                        .contains(variable))
                .anyMatch(raw::contains);
    }
}
