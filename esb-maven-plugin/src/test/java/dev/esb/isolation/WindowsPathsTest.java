package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.environment.ByteSize;
import dev.esb.environment.Directories;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.LocalPath;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import dev.esb.host.LocalPaths;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mounts of paths with drives, as Compose writes them on Windows. */
class WindowsPathsTest {
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
    private final Path stack = windows.getPath("D:\\shop");
    private final Directories own = new Directories(
            windows.getPath("C:\\Users\\me\\.esb\\a"),
            windows.getPath("C:\\Users\\me\\.esb\\.run\\a"),
            windows.getPath("D:\\shop\\target\\esb\\a"));

    private final EngineFiles unseen = new EngineFiles() {
        private final LocalPaths local = new LocalPaths();

        @Override
        public boolean areAllSeen() {
            return false;
        }

        @Override
        public Optional<Path> path(Path here) {
            return Optional.empty();
        }

        @Override
        public LocalPath at(Path here) {
            return local.at(here);
        }

        @Override
        public String digest(Path here) {
            return local.digest(here);
        }
    };

    @AfterEach
    void closeFiles() throws IOException {
        windows.close();
    }

    @Test
    void haveAVolumeOfTheirOwnForEachDrive() {
        List<PathMove> moves = isolate(true, Set.of(), "C:\\data", "D:\\data", "D:\\shop\\data")
                .moves();

        assertThat(moves).hasSize(3);
        assertThat(keys(moves)).hasSize(3).allMatch(key -> key.matches("path-data-[0-9a-f]{10}"));
    }

    @Test
    void haveADirectoryOfTheirOwnForEachDrive() {
        List<PathMove> moves = isolate(false, Set.of(), "C:\\data", "D:\\data", "D:\\shop\\data")
                .moves();

        assertThat(moves)
                .extracting(move -> ((OnHost) move.place()).path().toString())
                .containsExactlyInAnyOrder(
                        "C:\\Users\\me\\.esb\\a\\data\\_root\\c\\data",
                        "C:\\Users\\me\\.esb\\a\\data\\_root\\d\\data",
                        "C:\\Users\\me\\.esb\\a\\data\\data");
    }

    /** A shell may have the drive as {@code d:}, and COMPOSE_CONVERT_WINDOWS_PATHS makes {@code /d} of it. */
    @Test
    void areTheSameInEveryFormThatComposeWrites() {
        assertThat(keys(isolate(true, Set.of(), "D:\\Data").moves()))
                .isEqualTo(keys(isolate(true, Set.of(), "d:\\data").moves()))
                .isEqualTo(keys(isolate(true, Set.of(), "/d/Data").moves()))
                .isEqualTo(keys(isolate(true, Set.of(), "D:/shop/../Data").moves()));
    }

    @Test
    void arePartsOfTheOneAboveThem() {
        List<PathMove> moves =
                isolate(true, Set.of(), "D:\\data", "D:\\data\\a\\b").moves();

        assertThat(keys(moves)).hasSize(1);
        assertThat(moves)
                .extracting(move -> ((InVolume) move.place()).subpath())
                .containsExactlyInAnyOrder("", "a/b");
    }

    @Test
    void stayWhereTheyAreOfTheEnvironmentOrTheUserSharesThem() {
        assertThat(isolate(
                                true,
                                Set.of("conf/app", "E:\\dump"),
                                "C:\\Users\\me\\.esb\\a/certs",
                                "D:\\shop\\conf\\app",
                                "E:/dump")
                        .moves())
                .isEmpty();
    }

    @Test
    void areCopiedToAnEngineThatDoesNotSeeThem() throws IOException {
        Path data = Files.createDirectories(windows.getPath("C:\\data"));
        Files.writeString(Files.createDirectories(data.resolve("a\\b")).resolve("rows"), "1");

        List<PathMove> moves = isolate(
                        unseen, true, Set.of(), "C:\\data", "C:/data/a/b", "/c/data/a/b/rows", "D:\\data")
                .moves();

        assertThat(moves)
                .extracting(
                        move -> move.written().toString(),
                        move -> ((InVolume) move.place()).subpath(),
                        move -> move.copy().isPresent())
                .contains(
                        tuple("C:\\data", "", true),
                        tuple("C:\\data\\a\\b", "a/b", true),
                        tuple("c:\\data\\a\\b\\rows", "a/b/rows", true),
                        tuple("D:\\data", "", false));
        assertThat(keys(moves)).hasSize(2);
    }

    /** No such file is on Windows: Docker Desktop has it. */
    @Test
    void areNotTheSocketOfTheEngine() {
        IsolatedModel isolated = isolate(true, Set.of(), "/var/run/docker.sock");

        assertThat(isolated.moves()).isEmpty();
        assertThat(isolated.findings())
                .filteredOn(finding -> finding.severity() == Severity.SHARED)
                .extracting(Finding::resource)
                .containsExactly("/var/run/docker.sock");
    }

    private static Set<String> keys(List<PathMove> moves) {
        return moves.stream()
                .map(move -> (InVolume) move.place())
                .map(place -> place.volume().key())
                .collect(Collectors.toSet());
    }

    private IsolatedModel isolate(boolean hasVolumeOptions, Set<String> share, String... sources) {
        return isolate(EngineFiles.ALL, hasVolumeOptions, share, sources);
    }

    /** Of a stack that mounts these paths. */
    private IsolatedModel isolate(EngineFiles engine, boolean hasVolumeOptions, Set<String> share, String... sources) {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        ObjectNode service = model.withObjectProperty("services").withObjectProperty("web");
        for (int i = 0; i < sources.length; i++) {
            service.withArrayProperty("volumes")
                    .addObject()
                    .put("type", "bind")
                    .put("source", sources[i])
                    .put("target", "/mounts/" + i);
        }
        Map<String, PathState> missing = Arrays.stream(sources)
                .distinct()
                .filter(source -> Files.notExists(PathMove.pathIn(source, windows)))
                .collect(Collectors.toMap(Function.identity(), source -> PathState.MISSING));
        Map<Path, PathPlace> kept = Map.of();
        return Isolator.isolate(
                model,
                new EnvironmentPlan(EnvironmentKey.of("a", ""), 7, own, List.of(), Map.of()),
                new IsolationOptions(
                        stack,
                        share,
                        Set.of(),
                        LiteralTexts.CERTAIN,
                        Optional.empty(),
                        Map.of(),
                        missing,
                        kept,
                        hasVolumeOptions,
                        engine,
                        Set.of(),
                        new ByteSize(1000),
                        Set.of(),
                        Obstacles.NONE,
                        Map.of()));
    }
}
