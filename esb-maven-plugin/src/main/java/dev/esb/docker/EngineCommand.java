package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Commands about the engine itself. */
public sealed interface EngineCommand<R> extends DockerCommand<R> {

    /**
     * The engine and its version, and the Compose plugin. {@code docker info} has both, because it lists the plugins of the
     * {@code docker} command beside the engine's data. Where no engine answers, it exits with 0 and has the reason in its answer; from
     * Docker 28 on it fails.
     */
    record Info() implements EngineCommand<EngineInfo> {
        @Override
        public List<String> arguments() {
            return List.of("info", "--format", "{{json .}}");
        }

        @Override
        public EngineInfo parse(String output) {
            JsonNode json = Json.object(output);
            EngineIds ids = ids(json);
            return new EngineInfo(
                    ids,
                    json.path("ServerVersion").asText(),
                    json.path("OperatingSystem").asText(),
                    EngineDescription.plugin(json, "compose"),
                    json.path("ClientInfo").path("Context").asText("default"),
                    Json.strings(json.path("ServerErrors")),
                    VolumeStore.of(json, ids));
        }

        /** Podman, which has no default registry, makes up another ID for every answer. */
        private static EngineIds ids(JsonNode json) {
            return json.path("IndexServerAddress").asText().isEmpty()
                    ? EngineIds.changing((json.path("Name").asText() + " "
                                    + json.path("DockerRootDir").asText())
                            .strip())
                    : EngineIds.lasting(json.path("ID").asText());
        }
    }

    /** All that {@code docker info} says and that can be in the way of an environment. */
    record Describe() implements EngineCommand<EngineDescription> {
        @Override
        public List<String> arguments() {
            return new Info().arguments();
        }

        @Override
        public EngineDescription parse(String output) {
            return EngineDescription.of(new Info().parse(output), Json.object(output));
        }
    }

    /** The {@code docker} command and its plugins, where no engine answers: from Docker 28 on, {@link Describe} then fails. */
    record DescribeClient() implements EngineCommand<EngineDescription> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return true;
        }

        @Override
        public List<String> arguments() {
            return List.of("info", "--format", "{\"ClientInfo\":{{json .ClientInfo}}}");
        }

        /** With a context that is not there, the command prints nothing. */
        @Override
        public EngineDescription parse(String output) {
            return new Describe().parse(output.isBlank() ? "{}" : output);
        }
    }

    /** What the engine is known by, as far as it tells. */
    record Ids() implements EngineCommand<EngineIds> {
        /** Where no engine answers, Docker 26 exits with 0, and has the reason in its error output, too. */
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0 && error.lines().allMatch(line -> line.startsWith("WARNING"));
        }

        @Override
        public List<String> arguments() {
            return new Info().arguments();
        }

        @Override
        public EngineIds parse(String output) {
            return new Info().parse(output).ids();
        }
    }

    /** The endpoint of the engine that the {@code docker} command uses now. Does not ask that engine. */
    record CurrentEndpoint() implements EngineCommand<String> {
        @Override
        public List<String> arguments() {
            return List.of("context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        }

        @Override
        public String parse(String output) {
            return output.strip();
        }
    }

    /** The endpoint of a Docker context, such as {@code ssh://user@host}. */
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

    /** Whether a Docker context has its engine reached by TLS: with certificates, or without a look at that of the engine. */
    record ContextTls(String context) implements EngineCommand<Boolean> {
        @Override
        public List<String> arguments() {
            return List.of("context", "inspect", context, "--format", "{{json .}}");
        }

        @Override
        public Boolean parse(String output) {
            JsonNode json = Json.object(output);
            return !json.path("TLSMaterial").path("docker").isEmpty()
                    || json.path("Endpoints")
                            .path("docker")
                            .path("SkipTLSVerify")
                            .asBoolean();
        }
    }
}
