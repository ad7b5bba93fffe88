package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands about volumes. */
public sealed interface VolumeCommand<R> extends DockerCommand<R> {

    /** A volume and its labels. */
    record Volume(String name, Map<String, String> labels) {}

    /**
     * The volumes that carry a label, each with the values of the labels that are asked for. One call, however many volumes.
     */
    record ListLabelled(String label, List<String> labels) implements VolumeCommand<List<Volume>> {
        @Override
        public List<String> arguments() {
            StringBuilder format = new StringBuilder("{\"name\":{{json .Name}}");
            for (String name : labels) {
                format.append(",\"%s\":{{json (.Label \"%s\")}}".formatted(name, name));
            }
            return List.of(
                    "volume",
                    "ls",
                    "--filter",
                    "label=" + label,
                    "--format",
                    format.append('}').toString());
        }

        @Override
        public List<Volume> parse(String output) {
            return Json.lines(output).stream().map(this::volume).toList();
        }

        private Volume volume(JsonNode json) {
            Map<String, String> values = new HashMap<>();
            for (String name : labels) {
                values.put(name, json.path(name).asText());
            }
            return new Volume(json.path("name").asText(), Map.copyOf(values));
        }
    }

    /**
     * Creates a volume where there is none of that name. Where there is one, it stays as it is, labels included, and the
     * command succeeds all the same.
     */
    record Create(String name, Map<String, String> labels) implements VolumeCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("volume", "create"));
            labels.forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
            arguments.add(name);
            return arguments;
        }
    }

    /** The volume of that name. */
    record Inspect(List<String> names) implements VolumeCommand<List<Volume>> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("volume", "inspect"));
            arguments.addAll(names);
            return arguments;
        }

        @Override
        public List<Volume> parse(String output) {
            List<Volume> volumes = new ArrayList<>();
            for (JsonNode json : Json.object(output)) {
                Map<String, String> labels = new HashMap<>();
                json.path("Labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().asText()));
                volumes.add(new Volume(json.path("Name").asText(), Map.copyOf(labels)));
            }
            return volumes;
        }
    }

    /** Removes volumes; one that is not there is no error. */
    record Remove(List<String> names) implements VolumeCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("volume", "rm", "--force"));
            arguments.addAll(names);
            return arguments;
        }
    }
}
