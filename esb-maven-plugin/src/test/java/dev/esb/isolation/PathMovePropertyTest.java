package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever paths a file mounts, what moves ends up in the environment's own volumes or directory, and no two things in one place. */
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

    /** A name that Compose accepts as a key, and Docker as the name of a volume. */
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]*");

    @Property(tries = 3000)
    void areVolumesOfTheirOwnOrPartsOfTheUpperOnes(@ForAll("sources") String first, @ForAll("sources") String second) {
        IsolatedModel isolated = isolate(List.of(first, second));

        Map<Path, InVolume> places = new HashMap<>();
        isolated.moves().forEach(move -> places.put(move.written(), (InVolume) move.place()));
        assertThat(Set.copyOf(places.values())).hasSameSizeAs(places.keySet());
        places.forEach((path, place) -> {
            assertThat(place.volume().key()).matches(KEY);
            assertThat(place.volume().path().resolve(place.subpath())).isEqualTo(path);
            assertThat(Path.of("/volume").resolve(place.subpath()).normalize()).startsWithRaw(Path.of("/volume"));
            places.forEach((other, otherPlace) -> assertThat(otherPlace.volume().equals(place.volume()))
                    .isEqualTo(other.startsWith(path) || path.startsWith(other)));
        });
    }

    @Property(tries = 3000)
    void staysInsideAndApartOnTheHost(@ForAll("sources") String first, @ForAll("sources") String second) {
        Map<Path, Path> places = new HashMap<>();
        for (String source : List.of(first, second)) {
            Path path = Path.of(source).normalize();
            places.put(path, OnHost.of(path, STACK, DIRECTORIES).path());
        }

        places.values()
                .forEach(path -> assertThat(path.normalize())
                        .isEqualTo(path)
                        .startsWithRaw(DIRECTORIES.data())
                        .isNotEqualTo(DIRECTORIES.data()));
        assertThat(Set.copyOf(places.values())).hasSameSizeAs(places.keySet());
    }

    private static IsolatedModel isolate(List<String> sources) {
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
        return Isolator.isolate(
                model,
                new EnvironmentPlan(EnvironmentKey.of("a", ""), 1, DIRECTORIES, List.of(), Map.of()),
                new IsolationOptions(
                        STACK,
                        Set.of(),
                        Set.of(),
                        LiteralTexts.CERTAIN,
                        Optional.empty(),
                        Map.of(),
                        missing,
                        Map.of(),
                        true));
    }
}
