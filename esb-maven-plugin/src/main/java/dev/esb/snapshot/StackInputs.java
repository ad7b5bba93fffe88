package dev.esb.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.compose.Stack;
import dev.esb.compose.StackReader;
import dev.esb.docker.ImageDetails;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.host.FileContents;
import dev.esb.isolation.IsolatedModel;
import dev.esb.isolation.StackVariables;
import dev.esb.parameter.CommandWords;
import dev.esb.plan.StackRequest;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects what decides about the data of a stack: the model without what differs by environment, the images, the files that services read, the
 * commands that provision it, and what the user names.
 *
 * @param directory the stack's
 * @param globs what the user names, as patterns of paths from the module's base directory
 */
public record StackInputs(
        StackRequest request,
        Path directory,
        StackReader reader,
        List<String> provision,
        List<String> globs,
        Reporter reporter) {
    /** Another form of volumes, or other rules about what counts, make snapshots of earlier versions unfit. */
    private static final String FORMAT = "1";

    /** Of one directory. If it has more, they count as one input. */
    private static final int MOST_FILES = 200;

    /** What stands for the environment's own names and directories. */
    private static final Map<String, String> NEUTRAL = Map.of(
            "ESB_ENV", "env",
            "ESB_PROJECT", "esb-env",
            "ESB_CONFIG_DIR", "/esb/config",
            "ESB_CERT_DIR", "/esb/certs",
            "ESB_SOCKET_DIR", "/esb/sockets");

    /** Directories of the system, which are the machine's state. */
    private static final Set<String> OF_SYSTEM = Set.of("dev", "proc", "run", "sys");

    /** Collects them.
     *
     * @param images what the images of the services consist of, by service
     */
    public SnapshotInputs of(Stack stack, IsolatedModel isolated, Map<String, ImageDetails> images) {
        SnapshotInputs inputs = SnapshotInputs.empty();
        inputs.add("the version of this plugin", FORMAT);
        inputs.add("esb.share, esb.isolate or esb.seed", request.share() + " " + request.isolate() + request.seed());
        model(stack, inputs);
        images.forEach((service, image) -> inputs.add(
                "the image of '%s'".formatted(service),
                image.layers() + image.configuration().toString()));
        FileContents contents = new FileContents();
        files(stack.model(), isolated, contents, inputs);
        provision(contents, inputs);
        globs(contents, inputs);
        return inputs;
    }

    private void model(Stack stack, SnapshotInputs inputs) {
        JsonNode model = neutral(modelWithoutEnvironment(stack), roots());
        model.path("services")
                .properties()
                .forEach(service -> inputs.add("the service '%s'".formatted(service.getKey()), service.getValue()));
        for (String kind : List.of("volume", "config", "secret")) {
            model.path(kind + "s").properties().forEach(entry -> {
                ObjectNode value =
                        entry.getValue() instanceof ObjectNode object ? object : ((ObjectNode) model).objectNode();
                // With the project in it, unless the stack names it.
                if (value.path("name").asText().equals(NEUTRAL.get("ESB_PROJECT") + "_" + entry.getKey())) {
                    value.remove("name");
                }
                inputs.add("the %s '%s'".formatted(kind, entry.getKey()), value);
                String variable = value.path("environment").asText();
                if (!variable.isEmpty()) {
                    inputs.add(
                            "the variable " + variable,
                            request.variables().getOrDefault(variable, String.valueOf(System.getenv(variable))));
                }
            });
        }
    }

    private ObjectNode modelWithoutEnvironment(Stack stack) {
        if (!stack.mayUse(NEUTRAL.keySet())) {
            return stack.model();
        }
        Map<String, String> variables = new HashMap<>(request.variables());
        variables.putAll(NEUTRAL);
        try {
            return reader.model(stack, variables);
        } catch (CancelledException e) {
            throw e;
        } catch (EsbException e) {
            // A stack that can only be read with the real values has a snapshot for each environment.
            return stack.model();
        }
    }

    /** What stands for the directories of this checkout, from the innermost. */
    private Map<String, String> roots() {
        Map<String, String> roots = new LinkedHashMap<>();
        roots.put(PathMove.inModel(directory.toString()), ".");
        roots.putIfAbsent(PathMove.inModel(checkout().toString()), "<checkout>");
        return roots;
    }

    private Path base() {
        return request.baseDirectory().toAbsolutePath().normalize();
    }

    /** The module's directory, where it is in no repository. */
    private Path checkout() {
        return Stream.iterate(base(), Objects::nonNull, Path::getParent)
                .filter(path -> Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElse(base());
    }

    /** Without paths of this checkout, and without the name of this environment. */
    private JsonNode neutral(JsonNode node, Map<String, String> roots) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), neutral(field.getValue(), roots)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(neutral(element, roots)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(neutral(node.asText(), roots)) : node;
    }

    private String neutral(String text, Map<String, String> roots) {
        String result = text;
        for (Map.Entry<String, String> variable :
                StackVariables.of(request.key(), request.directories()).entrySet()) {
            // The name alone may be any word.
            if (!variable.getKey().equals("ESB_ENV")) {
                result = result.replace(variable.getValue(), NEUTRAL.get(variable.getKey()));
            }
        }
        for (Map.Entry<String, String> root : roots.entrySet()) {
            if (result.equals(root.getKey()) || result.startsWith(root.getKey() + "/")) {
                return root.getValue() + result.substring(root.getKey().length());
            }
        }
        return result;
    }

    /** What containers can read of this machine, but for what the environment has in place of it. */
    private void files(JsonNode model, IsolatedModel isolated, FileContents contents, SnapshotInputs inputs) {
        Set<Path> moved = isolated.moves().stream()
                .filter(StackInputs::isRunTimeData)
                .map(PathMove::written)
                .collect(Collectors.toSet());
        for (JsonNode service : model.path("services")) {
            for (JsonNode mount : service.path("volumes")) {
                if (mount.path("type").asText().equals("bind")) {
                    Path path = PathMove.pathIn(mount.path("source").asText(), directory.getFileSystem());
                    if (!moved.contains(path) && !isOfSystem(path)) {
                        add(path, contents, inputs);
                    }
                }
            }
        }
        for (String kind : List.of("configs", "secrets")) {
            for (JsonNode entry : model.path(kind)) {
                if (entry.hasNonNull("file")) {
                    add(PathMove.pathIn(entry.path("file").asText(), directory.getFileSystem()), contents, inputs);
                }
            }
        }
    }

    /** The environment begins with nothing there, or with what git ignores and the user names. */
    private static boolean isRunTimeData(PathMove move) {
        return move.place() instanceof InVolume place
                && !place.volume().isOverlay()
                && place.volume().copy().isEmpty()
                && move.copy().isEmpty()
                && !move.isFile();
    }

    private static boolean isOfSystem(Path path) {
        return path.getNameCount() == 0
                || OF_SYSTEM.contains(path.getName(0).toString())
                || path.startsWith("/var/run")
                || path.startsWith("/var/lib/docker");
    }

    private void add(Path path, FileContents contents, SnapshotInputs inputs) {
        SortedMap<Path, String> files = contents.of(path);
        files.keySet().removeIf(this::isOfEnvironments);
        if (files.size() > MOST_FILES) {
            inputs.add(name(path), names(files));
        } else {
            files.forEach((file, content) -> inputs.add(name(file), content));
        }
    }

    private String names(SortedMap<Path, String> files) {
        return files.entrySet().stream()
                .map(file -> name(file.getKey()) + " " + file.getValue())
                .collect(Collectors.joining("\n"));
    }

    private boolean isOfEnvironments(Path file) {
        return file.startsWith(request.directories().output().getParent())
                || file.startsWith(request.directories().config())
                || file.startsWith(request.directories().sockets());
    }

    /** As a user would write it, and the same in another checkout. */
    private String name(Path path) {
        Path base = base();
        if (path.startsWith(directory) && !path.startsWith(base)) {
            return directory.relativize(path).toString();
        }
        if (path.equals(base)) {
            return ".";
        }
        return path.startsWith(checkout()) ? base.relativize(path).toString() : path.toString();
    }

    private void provision(FileContents contents, SnapshotInputs inputs) {
        inputs.add("esb.provision", String.join("\n", provision));
        for (String command : provision) {
            for (String word : CommandWords.read("esb.provision", command)) {
                try {
                    Path path = request.baseDirectory()
                            .toAbsolutePath()
                            .resolve(word)
                            .normalize();
                    if (Files.isRegularFile(path)) {
                        add(path, contents, inputs);
                    }
                } catch (InvalidPathException e) {
                    // A word that is no path.
                }
            }
        }
    }

    private void globs(FileContents contents, SnapshotInputs inputs) {
        for (String glob : globs) {
            List<Path> found = matching(glob.startsWith("./") ? glob.substring(2) : glob, contents);
            if (found.isEmpty()) {
                reporter.warn("'%s' (esb.snapshotInputs) names no file below '%s'".formatted(glob, base()));
            }
            found.forEach(file -> add(file, contents, inputs));
        }
    }

    /** As Maven reads patterns: two stars also stand for no directory, and the name of a directory for all that is in it. */
    private List<Path> matching(String glob, FileContents contents) {
        Path start = base().resolve(beginning(glob)).normalize();
        if (!Files.isDirectory(start)) {
            return Files.isRegularFile(start) ? List.of(start) : List.of();
        }
        boolean isDirectory = beginning(glob).equals(glob.replaceFirst("/+$", ""));
        PathMatcher matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + (isDirectory ? "**" : glob.replace("**/", "{,**/}")));
        boolean isAbsolute = Path.of(beginning(glob)).isAbsolute();
        return contents.matching(start, path -> {
            Path file = start.resolve(path);
            return matcher.matches(isAbsolute ? file : base().relativize(file));
        });
    }

    /** The directories before the first name with a special character. */
    private static String beginning(String glob) {
        StringBuilder beginning = new StringBuilder();
        for (String name : glob.split("/")) {
            if (name.matches(".*[*?\\[{\\\\].*")) {
                break;
            }
            beginning.append(name).append('/');
        }
        return beginning.length() == 0 ? "" : beginning.substring(0, beginning.length() - 1);
    }
}
