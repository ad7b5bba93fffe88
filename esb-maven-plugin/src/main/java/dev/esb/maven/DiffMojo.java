package dev.esb.maven;

import dev.esb.changes.Changes;
import dev.esb.changes.Changes.Changed;
import dev.esb.changes.Changes.NotCompared;
import dev.esb.changes.EnvironmentChanges;
import dev.esb.docker.ContainerSummary;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lifecycle.EnvironmentQueries;
import dev.esb.parameter.CopyDirectory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists what the containers of an environment have added, changed and deleted in the paths of this machine that the environment has for itself, and
 * copies it out if {@code copy} says where to. Needs only the name. Fails if there is no such environment, or it has no containers.
 */
@Mojo(name = "diff", requiresProject = false, threadSafe = true)
public final class DiffMojo extends AbstractEnvironmentMojo {

    /** {@code table}, or {@code json} for other programs to read (with {@code mvn -q}, so that Maven prints nothing else). */
    @Parameter(property = "esb.format", defaultValue = "table")
    private String format;

    /**
     * The directory into which the files are copied that were added or changed, with their permissions: those of a path in the stack's directory under
     * the path from there, others under their whole path, and those of a volume that is made outside the stack under {@code _volumes} and its name. It has to be empty or not there yet. Default: nothing is copied.
     */
    @Parameter(property = "esb.copy")
    private String copy;

    @Override
    void run() {
        OutputFormat output = OutputFormat.of(format);
        Optional<Path> directory = CopyDirectory.read(copy, baseDirectory());
        EnvironmentKey key = key();
        Path data = layout().of(key).data();
        List<ContainerSummary> containers = new EnvironmentQueries(docker()).containers(key);
        Changes changes = new EnvironmentChanges(docker(), key.project(), containers, data).find(directory);
        if (output == OutputFormat.JSON) {
            print(json(changes));
        } else {
            printTable(key, changes);
            directory.ifPresent(path -> print("Copied to '%s': %d files".formatted(path, changes.copied())));
        }
    }

    private void printTable(EnvironmentKey key, Changes changes) {
        TextTable table = new TextTable("PATH", "CHANGE", "FILE");
        changes.changed().forEach(file -> table.add(file.path(), file.change(), name(file)));
        if (table.isEmpty()) {
            print("The containers of '%s' have changed nothing in the paths that it has for itself.".formatted(key));
        } else {
            table.lines().forEach(this::print);
        }
        changes.notCompared().forEach(path -> print("Not compared: '%s': %s".formatted(path.path(), path.reason())));
    }

    private static String name(Changed file) {
        // What a container writes could be commands to the terminal.
        String visible = file.file().replaceAll("\\p{C}", "?");
        return file.type().equals("directory") ? visible + "/" : visible;
    }

    /** As {@code docs/schema/diff.schema.json} describes it. */
    static String json(Changes changes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("changes", changes.changed().stream().map(DiffMojo::fields).toList());
        fields.put(
                "notCompared",
                changes.notCompared().stream().map(DiffMojo::fields).toList());
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
