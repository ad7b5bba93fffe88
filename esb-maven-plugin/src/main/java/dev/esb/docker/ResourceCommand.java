package dev.esb.docker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Commands that containers, networks and volumes have in common. */
public sealed interface ResourceCommand<R> extends DockerCommand<R> {

    /** A kind of resource on the engine. */
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

    /**
     * A container, network or volume on the engine.
     *
     * @param id the id; for a volume, which has none, its name
     * @param labels the labels that {@link ListLabelled} asked for; an absent one is empty
     */
    record Resource(Kind kind, String id, String name, Map<String, String> labels) {
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + " " + name;
        }
    }

    /**
     * The resources of a kind that have a label.
     *
     * @param label the name of the label, or name and value as {@code name=value}
     * @param labels the names of the labels to read
     */
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
            return Json.texts(output).stream().map(this::resource).toList();
        }

        private Resource resource(Map<String, String> fields) {
            Map<String, String> values = new HashMap<>();
            for (String name : labels) {
                values.put(name, fields.getOrDefault(name, ""));
            }
            return new Resource(
                    kind, fields.getOrDefault("id", ""), fields.getOrDefault("name", ""), Map.copyOf(values));
        }
    }

    /**
     * Removes resources of a kind, running containers included. One that is not there any more is no error. One that another process is removing
     * at the same time is gone when this returns: Compose fails if it finds a container on its way out. Nor is a volume an error of which another
     * process creates one of the same name at that time: of Podman, the directory is then the new one's.
     */
    record Remove(Kind kind, List<String> ids) implements ResourceCommand<Void> {
        private static final String CREATED_AGAIN = "cleaning up volume storage for .*: directory not empty";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0
                    || !error.isBlank()
                            && error.lines()
                                    .allMatch(line -> line.matches("(?i).*(not found|no such " + kind + "|unknown "
                                            + kind + "|" + CREATED_AGAIN + ").*"));
        }

        @Override
        public boolean isUnderWay(String error) {
            return error.contains("already in progress");
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
