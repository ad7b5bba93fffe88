package dev.esb.goal;

import dev.esb.changes.Changes;
import dev.esb.changes.Changes.Changed;
import dev.esb.changes.Changes.NotCompared;
import dev.esb.changes.EnvironmentChanges;
import dev.esb.docker.ContainerSummary;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.EnvironmentQueries;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists what the containers of an environment have added, changed and deleted in the paths that it has for itself. */
public final class DiffGoal {
    private final GoalContext context;

    public DiffGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param directories those of the environment
     * @param copy the directory into which what was added or changed is copied; empty for none
     * @throws dev.esb.EsbException when there is no such environment, or it has no containers
     */
    public void run(EnvironmentKey key, Directories directories, Optional<Path> copy, OutputFormat output) {
        List<ContainerSummary> containers = new EnvironmentQueries(context.docker()).containers(key);
        Changes changes =
                new EnvironmentChanges(context.docker(), key.project(), containers, directories.data()).find(copy);
        if (output == OutputFormat.JSON) {
            context.print(json(changes));
        } else {
            printTable(key, changes);
            copy.ifPresent(path -> context.print("Copied to '%s': %s files".formatted(path, changes.copied())));
        }
    }

    private void printTable(EnvironmentKey key, Changes changes) {
        TextTable table = new TextTable("PATH", "CHANGE", "FILE");
        changes.changed().forEach(file -> table.add(file.path(), file.change(), name(file)));
        if (table.isEmpty()) {
            context.print(
                    "The containers of '%s' have changed nothing in the paths that it has for itself.".formatted(key));
        } else {
            table.lines().forEach(context.output());
        }
        changes.notCompared()
                .forEach(path -> context.print("Not compared: '%s': %s".formatted(path.path(), path.reason())));
    }

    private static String name(Changed file) {
        // What a container writes could be commands to the terminal.
        String visible = file.file().replaceAll("\\p{C}", "?");
        return file.type().equals("directory") ? visible + "/" : visible;
    }

    /** As {@code docs/schema/diff.schema.json} describes it. */
    static String json(Changes changes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("changes", changes.changed().stream().map(DiffGoal::fields).toList());
        fields.put(
                "notCompared",
                changes.notCompared().stream().map(DiffGoal::fields).toList());
        return OutputFormat.json(fields);
    }

    private static Map<String, Object> fields(Changed file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", file.path());
        fields.put("volume", file.volume());
        fields.put("change", file.change());
        fields.put("file", file.file());
        fields.put("type", file.type());
        return fields;
    }

    private static Map<String, Object> fields(NotCompared path) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", path.path());
        fields.put("reason", path.reason());
        return fields;
    }
}
