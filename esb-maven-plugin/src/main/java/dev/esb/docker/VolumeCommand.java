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
    record Create(NewVolume volume) implements VolumeCommand<Void> {
        /** One that has its data itself. */
        public Create(String name, Map<String, String> labels) {
            this(new NewVolume(name, labels));
        }

        /** The name of the volume. */
        public String name() {
            return volume.name();
        }

        /** The labels of the volume. */
        public Map<String, String> labels() {
            return volume.labels();
        }

        /** Podman says so of two that are created at the same moment. */
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0 || areAll(error, "(?i).*volume already exists.*");
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("volume", "create"));
            arguments.addAll(volume.creation());
            return arguments;
        }
    }

    /**
     * A volume.
     *
     * @param directory where its data is on the engine's machine
     * @param driver who has made it, {@code local} for the engine itself
     * @param hasOptions whether the engine mounts its data from elsewhere when a container needs it
     * @param created the date and time, as the engine writes it
     */
    record Described(
            String name,
            String directory,
            String driver,
            boolean hasOptions,
            String created,
            Map<String, String> labels) {
        /** Whether its data is in its directory, and nowhere else. */
        public boolean isDirectory() {
            return driver.equals("local") && !hasOptions;
        }
    }

    /** What volumes are. One that is not there is left out. */
    record Inspect(List<String> names) implements VolumeCommand<List<Described>> {
        private static final String FORMAT =
                "{\"name\":{{json .Name}},\"directory\":{{json .Mountpoint}},\"driver\":{{json .Driver}},"
                        + "\"options\":{{json .Options}},\"created\":{{json .CreatedAt}},\"labels\":{{json .Labels}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, names);
        }

        @Override
        public List<Described> parse(String output) {
            List<Described> volumes = new ArrayList<>();
            for (JsonNode volume : Json.lines(output)) {
                Map<String, String> labels = new LinkedHashMap<>();
                volume.path("labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().asText()));
                volumes.add(new Described(
                        volume.path("name").asText(),
                        volume.path("directory").asText(),
                        volume.path("driver").asText(),
                        !volume.path("options").isEmpty(),
                        volume.path("created").asText(),
                        labels));
            }
            return volumes;
        }
    }

    /** The names of the labels of each volume. One that is not there is left out. */
    record Labels(List<String> names) implements VolumeCommand<Map<String, Set<String>>> {
        private static final String FORMAT = "{\"name\":{{json .Name}},\"labels\":{{json .Labels}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, names);
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

    /** The sizes of all volumes, as the engine writes them ({@code 480.2MB}). It reads the directories of all for that, which can take seconds. */
    record Sizes() implements VolumeCommand<Map<String, String>> {
        @Override
        public List<String> arguments() {
            return List.of("system", "df", "--verbose", "--format", "{{json .Volumes}}");
        }

        @Override
        public Map<String, String> parse(String output) {
            Map<String, String> sizes = new LinkedHashMap<>();
            Json.array(output)
                    .forEach(volume -> sizes.put(
                            volume.path("Name").asText(), volume.path("Size").asText()));
            return sizes;
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

    /** The arguments that ask for some of what the engine knows of volumes: a line for each, as {@code format} says. */
    private static List<String> inspection(String format, List<String> names) {
        List<String> arguments = new ArrayList<>(List.of("volume", "inspect", "--format", format));
        arguments.addAll(names);
        return arguments;
    }

    private static boolean isDoneOrGone(int exitCode, String error) {
        return exitCode == 0 || areAll(error, "(?i).*no such volume.*");
    }

    private static boolean areAll(String errors, String pattern) {
        return !errors.isBlank() && errors.lines().allMatch(line -> line.matches(pattern));
    }
}
