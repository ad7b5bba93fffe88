package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands about volumes only; {@link ResourceCommand} has those that containers and networks have as well. */
public sealed interface VolumeCommand<R> extends DockerCommand<R> {

    /**
     * Creates a volume if there is none of that name. One that exists stays as it is, labels included, and the command succeeds all the
     * same (<a href="https://docs.docker.com/reference/cli/docker/volume/create/">docker volume create</a>).
     */
    record Create(String name, Map<String, String> labels) implements VolumeCommand<Void> {
        /** Podman says so of two that are created at the same moment. */
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0 || areAll(error, "(?i).*volume already exists.*");
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("volume", "create"));
            labels.forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
            arguments.add(name);
            return arguments;
        }
    }

    /** The names of the labels of each volume. One that is not there is left out. */
    record Labels(List<String> names) implements VolumeCommand<Map<String, Set<String>>> {
        private static final String FORMAT = "{\"name\":{{json .Name}},\"labels\":{{json .Labels}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0 || areAll(error, "(?i).*no such volume.*");
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("volume", "inspect", "--format", FORMAT));
            arguments.addAll(names);
            return arguments;
        }

        @Override
        public Map<String, Set<String>> parse(String output) {
            Map<String, Set<String>> labels = new LinkedHashMap<>();
            for (JsonNode volume : Json.lines(output)) {
                Set<String> own = new HashSet<>();
                volume.path("labels").fieldNames().forEachRemaining(own::add);
                labels.put(volume.path("name").asText(), own);
            }
            return labels;
        }
    }

    /** Removes volumes. One that a container uses stays, and one that is not there is no error. */
    record RemoveUnused(List<String> names) implements VolumeCommand<Void> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0 || areAll(error, "(?i).*(no such volume|volume is in use|volume is being used).*");
        }

        /** Without {@code --force}, with which Podman removes the containers that use a volume. */
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("volume", "rm"));
            arguments.addAll(names);
            return arguments;
        }
    }

    private static boolean areAll(String errors, String pattern) {
        return !errors.isBlank() && errors.lines().allMatch(line -> line.matches(pattern));
    }
}
