package dev.esb.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ComposeCommand.Source;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;

/**
 * What {@code docker compose config} prints: as JSON, and as YAML where Compose's JSON fails or lacks something. Only a stack that needs it
 * is read once more.
 */
record ComposeConfig(Docker docker) {
    private static final String MODELS = "models";

    /**
     * Reads the stack.
     *
     * @throws DockerException when Compose cannot read it
     */
    ObjectNode read(Source source, boolean interpolate) {
        ComposeCommand.Config config = new ComposeCommand.Config(source, interpolate);
        try {
            return withModels(docker.run(config), config);
        } catch (DockerException e) {
            // Compose 2.26 to 5.6, for "build.ssh" with a path: "error calling MarshalJSON for type types.SSHKey"
            if (!e.errorOutput().contains("MarshalJSON")) {
                throw e;
            }
        }
        ObjectNode model = docker.run(new ComposeCommand.ConfigYaml(config));
        model.path("services").forEach(ComposeConfig::restoreSshKeys);
        return model;
    }

    /** Where variables are replaced, Compose 2.40 to 5.6 leave the top-level {@code models} out of their JSON, which services refer to. */
    private ObjectNode withModels(ObjectNode model, ComposeCommand.Config config) {
        if (!model.has(MODELS) && usesModels(model)) {
            model.set(MODELS, docker.run(new ComposeCommand.ConfigYaml(config)).path(MODELS));
        }
        return model;
    }

    private static boolean usesModels(JsonNode model) {
        for (JsonNode service : model.path("services")) {
            if (!service.path(MODELS).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Compose prints {@code key: /path} and reads {@code key=/path}. */
    private static void restoreSshKeys(JsonNode service) {
        if (service.path("build").path("ssh") instanceof ArrayNode keys) {
            for (int i = 0; i < keys.size(); i++) {
                keys.set(i, keys.get(i).asText().replaceFirst(": ", "="));
            }
        }
    }
}
