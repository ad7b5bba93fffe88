package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Commands about the engine itself. */
public sealed interface EngineCommand<R> extends DockerCommand<R> {

    /**
     * What the engine and the command line are. One call answers both, because {@code docker info} lists the command line's
     * plugins beside the server's data; it exits with 0 even when only the client could answer.
     */
    record Info() implements EngineCommand<EngineInfo> {
        @Override
        public List<String> arguments() {
            return List.of("info", "--format", "{{json .}}");
        }

        @Override
        public EngineInfo parse(String output) {
            JsonNode json = Json.object(output);
            String compose = "";
            for (JsonNode plugin : json.path("ClientInfo").path("Plugins")) {
                if (plugin.path("Name").asText().equals("compose")) {
                    compose = plugin.path("Version").asText();
                }
            }
            return new EngineInfo(
                    json.path("ID").asText(),
                    json.path("ServerVersion").asText(),
                    json.path("OperatingSystem").asText(),
                    compose,
                    json.path("ClientInfo").path("Context").asText("default"),
                    Json.strings(json.path("ServerErrors")));
        }
    }

    /** Which engine it is; see {@link EngineInfo#id}. */
    record Id() implements EngineCommand<String> {
        /** Without an engine it would answer with nothing, and 0. */
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0 && error.lines().allMatch(line -> line.startsWith("WARNING"));
        }

        @Override
        public List<String> arguments() {
            return List.of("info", "--format", "{{.ID}}");
        }

        @Override
        public String parse(String output) {
            return output.strip();
        }
    }

    /** Where the engine of a Docker context listens, such as {@code ssh://user@host}. */
    record ContextEndpoint(String context) implements EngineCommand<String> {
        @Override
        public List<String> arguments() {
            return List.of("context", "inspect", context, "--format", "{{.Endpoints.docker.Host}}");
        }

        @Override
        public String parse(String output) {
            return output.strip();
        }
    }
}
