package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Commands about things of any kind that carry a label. */
public sealed interface ResourceCommand<R> extends DockerCommand<R> {

    /** What a label can be on. */
    enum Kind {
        CONTAINER("ID", "Names"),
        NETWORK("ID", "Name"),
        VOLUME("Name", "Name");

        private final String id;
        private final String name;

        Kind(String id, String name) {
            this.id = id;
            this.name = name;
        }

        private List<String> command(String... arguments) {
            List<String> command = new ArrayList<>(List.of(name().toLowerCase(Locale.ROOT)));
            command.addAll(List.of(arguments));
            return command;
        }
    }

    /** A thing on the engine; a volume's name is its identifier, too. */
    record Resource(Kind kind, String id, String name, Map<String, String> labels) {
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + " " + name;
        }
    }

    /** The things of a kind that carry a label, each with the values of the labels that are asked for. */
    record ListLabelled(Kind kind, String label, List<String> labels) implements ResourceCommand<List<Resource>> {
        @Override
        public List<String> arguments() {
            StringBuilder format =
                    new StringBuilder("{\"id\":{{json .%s}},\"name\":{{json .%s}}".formatted(kind.id, kind.name));
            for (String name : labels) {
                format.append(",\"%s\":{{json (.Label \"%s\")}}".formatted(name, name));
            }
            List<String> arguments = kind.command("ls", "--filter", "label=" + label, "--format", format + "}");
            if (kind == Kind.CONTAINER) {
                arguments.add("--all");
            }
            return arguments;
        }

        @Override
        public List<Resource> parse(String output) {
            return Json.lines(output).stream().map(this::resource).toList();
        }

        private Resource resource(JsonNode json) {
            Map<String, String> values = new HashMap<>();
            for (String name : labels) {
                values.put(name, json.path(name).asText());
            }
            return new Resource(
                    kind, json.path("id").asText(), json.path("name").asText(), Map.copyOf(values));
        }
    }

    /**
     * Removes things of a kind, containers also when they run; one that is not there any more is no error, nor one that somebody else
     * is removing.
     */
    record Remove(Kind kind, List<String> ids) implements ResourceCommand<Void> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0
                    || !error.isBlank()
                            && error.lines()
                                    .allMatch(line -> line.matches(
                                            "(?i).*(not found|no such " + kind + "|removal .* already in progress).*"));
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = kind.command("rm", "--force");
            if (kind == Kind.CONTAINER) {
                arguments.add("--volumes");
            }
            arguments.addAll(ids);
            return arguments;
        }
    }
}
