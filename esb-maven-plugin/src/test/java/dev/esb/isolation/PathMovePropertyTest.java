package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever paths a file mounts, what moves ends up inside the environment's directory, and no two things in one place. */
class PathMovePropertyTest {
    private static final Path STACK = Path.of("/home/me/shop");
    private static final Directories DIRECTORIES =
            new Directories(Path.of("/home/me/.esb/a"), Path.of("/run/esb/a"), Path.of("/home/me/shop/target/esb/a"));

    @Provide
    Arbitrary<String> sources() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of(
                        "..", ".", "_root", "_stack", "data", "etc", " ", "~", "$HOME", "a b", "-rf", "*", "a\nb"),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(3));
        Arbitrary<String> relative = names.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join("/", list));
        // Compose hands out absolute paths, not all of them normalized.
        return Arbitraries.oneOf(relative.map(path -> STACK + "/" + path), relative.map(path -> "/" + path));
    }

    @Property(tries = 3000)
    void staysInsideAndApart(@ForAll("sources") String first, @ForAll("sources") String second) {
        Map<String, Path> moved = moved(List.of(first, second));

        moved.values()
                .forEach(path -> assertThat(path.normalize())
                        .isEqualTo(path)
                        .startsWithRaw(DIRECTORIES.data())
                        .isNotEqualTo(DIRECTORIES.data()));
        Set<Path> places = Set.copyOf(moved.values());
        Set<Path> originals = moved.keySet().stream()
                .map(source -> Path.of(source).normalize())
                .collect(Collectors.toSet());
        assertThat(places).hasSameSizeAs(originals);
    }

    /** Where each source is mounted from in the environment, without those that stay where they are. */
    private static Map<String, Path> moved(List<String> sources) {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        ObjectNode service =
                model.withObjectProperty("services").withObjectProperty("web").put("image", "x");
        for (String source : sources) {
            service.withArrayProperty("volumes")
                    .addObject()
                    .put("type", "bind")
                    .put("source", source)
                    .put("target", "/data");
        }
        Map<String, PathState> missing =
                sources.stream().distinct().collect(Collectors.toMap(source -> source, source -> PathState.MISSING));
        ObjectNode isolated = Isolator.isolate(
                        model,
                        new EnvironmentPlan(EnvironmentKey.of("a", ""), 1, DIRECTORIES, List.of(), Map.of()),
                        new IsolationOptions(STACK, Set.of(), Set.of(), false, Optional.empty(), Map.of(), missing))
                .model();
        Map<String, Path> moved = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            String now =
                    isolated.at("/services/web/volumes/%d/source".formatted(i)).asText();
            if (!now.equals(sources.get(i))) {
                moved.put(sources.get(i), Path.of(now));
            }
        }
        return moved;
    }
}
