package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.esb.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds entries of {@code esb.share}, {@code esb.isolate} and {@code esb.seed} that name nothing in a stack, and so have no effect. */
public final class UnmatchedEntries {
    /** How many names of the stack a message has; a longer list would hide the rest of the message. */
    private static final int MOST_NAMES = 5;

    /** An absolute path with a drive, or on another machine. */
    private static final Pattern OF_WINDOWS = Pattern.compile("(?:[A-Za-z]:[/\\\\]|\\\\\\\\).*");

    private final Path directory;
    /** Networks and volumes by their keys; paths as a user would write them. */
    private final Set<String> named = new TreeSet<>();

    private final Set<Path> paths = new TreeSet<>();
    private final Set<String> unlisted = new TreeSet<>();
    private boolean mayHaveOtherPaths;

    private UnmatchedEntries(Path directory) {
        this.directory = directory;
    }

    /**
     * An entry that matches nothing.
     *
     * @param text what a user reads about it, with what the stack has
     * @param isCertain false for one that can be a path behind a variable of a service whose profile is not active: only Compose can tell its
     *     value, and does it only for what is active
     */
    public record Mention(String text, boolean isCertain) {}

    /**
     * The entries that match nothing.
     *
     * @param model the stack with variables replaced
     * @param raw the stack with its variables, and with the services of every profile: an entry can be for a profile that is not active
     * @param directory the directory of the stack, to which relative paths refer
     * @param options the entries by their option, such as {@code esb.share}
     */
    public static List<Mention> of(JsonNode model, JsonNode raw, Path directory, Map<String, Set<String>> options) {
        if (options.values().stream().allMatch(Set::isEmpty)) {
            return List.of();
        }
        UnmatchedEntries entries = new UnmatchedEntries(directory);
        entries.names(model);
        entries.names(raw);
        sources(model, MissingNode.getInstance()).forEach(entries::add);
        // What is active is known from the model, without variables.
        for (String source : sources(raw, model)) {
            if (source.contains("$")) {
                entries.mayHaveOtherPaths = true;
            } else {
                entries.add(source);
            }
        }
        List<Mention> unmatched = new ArrayList<>();
        options.forEach(
                (option, values) -> new TreeSet<>(values).forEach(entry -> entries.check(option, entry, unmatched)));
        return unmatched;
    }

    private void names(JsonNode stack) {
        for (String section : List.of("networks", "volumes")) {
            named.addAll(Fields.of(stack.path(section)));
        }
        for (String section : List.of("configs", "secrets")) {
            unlisted.addAll(Fields.of(stack.path(section)));
        }
    }

    /** The sources of mounts, and the devices of volumes, that are not those of another stack's services and volumes. */
    private static List<String> sources(JsonNode stack, JsonNode except) {
        List<String> sources = new ArrayList<>();
        stack.path("services").properties().forEach(service -> {
            if (!except.path("services").has(service.getKey())) {
                service.getValue()
                        .path("volumes")
                        .forEach(mount -> sources.add(mount.path("source").asText()));
            }
        });
        stack.path("volumes").properties().forEach(volume -> {
            if (!except.path("volumes").has(volume.getKey())) {
                sources.add(volume.getValue().path("driver_opts").path("device").asText());
            }
        });
        return sources;
    }

    /** Names of volumes, and addresses of network file systems, are no paths. */
    private void add(String source) {
        if (source.startsWith("/")
                || source.startsWith(".")
                || OF_WINDOWS.matcher(source).matches()) {
            Path path = directory.resolve(source).normalize();
            paths.add(path);
            boolean isInside = path.startsWith(directory) && !path.equals(directory);
            named.add(isInside ? "./" + withSlashes(directory.relativize(path)) : path.toString());
        }
    }

    private static String withSlashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private void check(String option, String entry, List<Mention> unmatched) {
        boolean isMatched = named.contains(entry)
                || unlisted.contains(entry)
                || paths.contains(directory.resolve(entry).normalize());
        if (!isMatched) {
            // What has the entry in it, such as a path below it, before what is spelled like it.
            List<String> nearest = NearestName.first(entry, named).stream()
                    .sorted(Comparator.comparing(name -> !name.contains(entry)))
                    .toList();
            String some =
                    nearest.stream().limit(MOST_NAMES).map("'%s'"::formatted).collect(Collectors.joining(", "));
            int more = nearest.size() - MOST_NAMES;
            boolean isCertain = !mayHaveOtherPaths || !entry.contains("/");
            unmatched.add(new Mention(
                    "%s names '%s', which is no path, network or volume of the stack%s, so it has no effect. The stack has %s."
                            .formatted(
                                    option,
                                    entry,
                                    isCertain ? "" : " without the services of other profiles",
                                    nearest.isEmpty()
                                            ? "none"
                                            : some + (more > 0 ? " and %s more".formatted(more) : "")),
                    isCertain));
        }
    }
}
