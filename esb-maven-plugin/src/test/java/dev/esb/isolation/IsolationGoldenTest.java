package dev.esb.isolation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.compose.RenderedFile;
import dev.esb.environment.ByteSize;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.Obstacle;
import dev.esb.environment.Obstacle.Kind;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathPlace;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import dev.esb.environment.PathVolume;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import dev.esb.environment.SubnetAssignment;
import dev.esb.plan.BlockPorts;
import dev.esb.plan.PortPlanner;
import dev.esb.plan.SubnetPlanner;
import dev.esb.plan.UnchangedPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Isolates every stack below {@code src/test/resources/isolation} for the environment {@code a} in slot 7, or the next slot that
 * is large enough; those below {@code default} for the environment {@code default}.
 *
 * <p>A case is a directory. {@code compose.yml} is the stack for the reader; {@code model.json} and {@code raw.json} are what
 * Compose makes of it, written by the script {@code record}; a case with other options for the stack of another case has its name in a file
 * {@code stack} in place of these three. {@code rendered.yml} and {@code findings.txt} are what is expected.
 * Where a stack uses variables of the environment, {@code variables.env} has those that are expected and {@code planned.json} is
 * the model as Compose reads it with them.
 * {@code options.json} has what the user decides, what is on the host and what the engine sees of it, {@code before.txt} what has to be there before the
 * stack starts.
 *
 * <p>To add a case, write its {@code compose.yml} (and an empty {@code variables.env} if need be), run {@code record}, run this
 * test with {@code -Dgolden.update=true}, run {@code record} and the test once more if there are variables, and read what was
 * written before you keep it.
 */
class IsolationGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/isolation");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> isolatesAsExpected() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            List<Path> cases = files.filter(file -> file.endsWith("compose.yml") || file.endsWith("stack"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
            assertThat(cases).as("cases in " + CASES).isNotEmpty();
            return cases.stream()
                    .map(directory -> DynamicTest.dynamicTest(
                            CASES.relativize(directory).toString(), directory.toUri(), () -> isolate(directory)));
        }
    }

    private void isolate(Path directory) throws IOException {
        boolean isDefault = directory.startsWith(CASES.resolve("default"));
        Path stack = stack(directory);
        ObjectNode model = read(stack.resolve("model.json"));
        ObjectNode raw = read(stack.resolve("raw.json"));
        IsolationOptions options = options(directory.resolve("options.json"));
        List<NetworkRequest> networks =
                StackNetworks.of(model, raw, options.share(), options.isolate(), options.networks());
        EnvironmentPlan environment = plan(isDefault, StackPorts.of(model, raw), networks);

        ObjectNode moved = model;
        Path variables = directory.resolve("variables.env");
        if (Files.exists(variables)) {
            compare(variables, text(StackVariables.of(environment, networks)));
            moved = read(directory.resolve("planned.json"));
            // A case has variables of ports, or of the slot and subnets.
            model = StackVariables.behindPorts(environment).isEmpty() ? moved : model;
        }
        IsolatedModel isolated = Isolator.isolate(model, moved, environment, options);
        Path rendered = temporary.resolve("compose.yml");
        RenderedFile.write(rendered, directory.getFileName().toString(), isolated.model());

        compare(directory.resolve("findings.txt"), text(isolated.findings()));
        compareIfAny(directory.resolve("before.txt"), before(isolated));
        compare(directory.resolve("rendered.yml"), Files.readString(rendered));
    }

    /** Where the stack of a case is. */
    private static Path stack(Path directory) throws IOException {
        Path other = directory.resolve("stack");
        return Files.exists(other) ? CASES.resolve(Files.readString(other).strip()) : directory;
    }

    private static EnvironmentPlan plan(boolean isDefault, List<PortRequest> ports, List<NetworkRequest> networks) {
        SubnetPlanner subnetPlanner = new SubnetPlanner(SubnetPlanner.DEFAULT_POOL);
        PortPlanner portPlanner = isDefault ? new UnchangedPorts() : new BlockPorts(PortRange.DEFAULT, "127.0.0.1");
        int alignment = subnetPlanner.slots(networks);
        int slot = isDefault ? 0 : (7 + alignment - 1) / alignment * alignment;
        String name = isDefault ? "default" : "a";
        Map<String, List<SubnetAssignment>> subnets = isDefault ? Map.of() : subnetPlanner.assign(networks, slot);
        Directories directories = new Directories(
                Path.of("/home/me/.esb", name), Path.of("/run/esb", name), Path.of("/project/target/esb", name));
        return new EnvironmentPlan(
                EnvironmentKey.of(name, ""), slot, directories, portPlanner.assign(ports, slot), subnets);
    }

    private static IsolationOptions options(Path file) throws IOException {
        JsonNode json = Files.exists(file) ? read(file) : JSON.createObjectNode();
        Map<String, PathState> paths = new LinkedHashMap<>();
        json.path("paths")
                .properties()
                .forEach(path -> paths.put(
                        path.getKey(), PathState.valueOf(path.getValue().asText())));
        Map<Path, PathPlace> kept = new LinkedHashMap<>();
        json.path("kept").properties().forEach(path -> kept.put(Path.of(path.getKey()), place(path.getValue())));
        return new IsolationOptions(
                Path.of("/project"),
                strings(json.path("share")),
                strings(json.path("isolate")),
                LiteralTexts.valueOf(
                        json.path("rewriteLiterals").asText("certain").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(json.path("build").textValue()),
                Map.of(),
                paths,
                kept,
                json.path("hasVolumeOptions").asBoolean(true),
                DescribedFiles.of(json.path("engine")),
                strings(json.path("mounted")),
                new ByteSize(1_000_000),
                strings(json.path("seed")),
                new Obstacles(
                        obstacles(json.path("obstacles").path("directories")).entrySet().stream()
                                .collect(Collectors.toMap(entry -> Path.of(entry.getKey()), Map.Entry::getValue)),
                        obstacles(json.path("obstacles").path("volumes"))),
                networks(json.path("networks")));
    }

    /** Of each external network, why it is shared; or what the engine's is like and who is on it, where the environment gets its own. */
    private static Map<String, ExternalNetwork> networks(JsonNode json) {
        Map<String, ExternalNetwork> networks = new LinkedHashMap<>();
        json.properties().forEach(network -> networks.put(network.getKey(), network(network.getValue())));
        return networks;
    }

    private static ExternalNetwork network(JsonNode json) {
        return json.isTextual()
                ? new ExternalNetwork.Shared(json.asText(), "")
                : new ExternalNetwork.Own(
                        List.copyOf(strings(json.path("others"))),
                        List.copyOf(strings(json.path("subnets"))),
                        json.path("internal").asBoolean(),
                        json.path("ipv6").asBoolean());
    }

    /** A path on the host; or a path of the volume, and what is mounted of it. */
    private static PathPlace place(JsonNode json) {
        return json.isTextual()
                ? new OnHost(Path.of(json.asText()))
                : new InVolume(
                        new PathVolume(
                                Path.of(json.path("volume").asText()),
                                json.path("isFile").asBoolean(),
                                Optional.ofNullable(json.path("copy").textValue()),
                                json.path("isOverlay").asBoolean()),
                        json.path("subpath").asText());
    }

    /** The reasons; that of what another container uses begins with "used: ", and that of what is copied with "copied: ". */
    private static Map<String, Obstacle> obstacles(JsonNode object) {
        return object.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            String reason = entry.getValue().asText();
            Kind kind = reason.startsWith("copied: ") ? Kind.COPIED : Kind.IMPOSSIBLE;
            return new Obstacle(
                    reason.replaceFirst("^(used|copied): ", ""), reason.startsWith("used: ") ? Kind.IN_USE : kind);
        }));
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> strings = new LinkedHashSet<>();
        array.forEach(string -> strings.add(string.asText()));
        return strings;
    }

    /** What has to be there before the stack starts. */
    private static String before(IsolatedModel isolated) {
        return Stream.of(
                        isolated.moves().stream()
                                .map(move -> "%s %s: %s%s"
                                        .formatted(
                                                move.isFile() ? "file" : "directory",
                                                move.written(),
                                                place(move.place()),
                                                (move.isKept() ? " (kept)" : "")
                                                        + move.copy()
                                                                .map(copy -> " " + copy)
                                                                .orElse(""))),
                        isolated.overlays().stream()
                                .map(overlay -> "%s over %s".formatted(overlay.name(), overlay.external())),
                        isolated.sharedVolumes().stream().map(name -> "volume " + name),
                        isolated.sharedNetworks().stream().map(name -> "network " + name))
                .flatMap(lines -> lines)
                .map(line -> line + "\n")
                .collect(joining());
    }

    private static String place(PathPlace place) {
        return place instanceof InVolume volume
                ? "volume %s '%s'".formatted(volume.volume().key(), volume.subpath())
                : ((OnHost) place).path().toString();
    }

    private static void compareIfAny(Path expected, String actual) throws IOException {
        if (!actual.isEmpty() || Files.exists(expected)) {
            compare(expected, actual);
        }
    }

    private static void compare(Path expected, String actual) throws IOException {
        if (UPDATE) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).as(expected.toString()).isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
    }

    private static ObjectNode read(Path file) throws IOException {
        return (ObjectNode) JSON.readTree(file.toFile());
    }

    private static String text(Map<String, String> variables) {
        return variables.entrySet().stream().map(entry -> entry + "\n").collect(joining());
    }

    private static String text(List<Finding> findings) {
        return findings.stream()
                .map(finding -> "%s %s %s: %s\n"
                        .formatted(finding.severity(), finding.subject(), finding.key(), finding.message()))
                .collect(joining());
    }
}
