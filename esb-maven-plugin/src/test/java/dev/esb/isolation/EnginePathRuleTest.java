package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.ByteSize;
import dev.esb.environment.Directories;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathMove;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden cases in {@code engine-files} do not show: Compose 2.26 leaves {@code create_host_path: false} out of its JSON. */
class EnginePathRuleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME = Path.of("/home/me/.esb/a");

    private final EngineFiles engine = new DescribedFiles(json("""
            {"here": {"/run/s": "OTHER 0", "/data": "DIRECTORY 5"}}"""));

    @Test
    void refusesASocketThatMustBeThere() {
        IsolatedModel isolated = isolate("/run/s", false, Map.of(), Set.of());

        assertThat(isolated.refusals()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.BLOCKING);
            assertThat(finding.message()).contains("'/run/s' is a socket, device or pipe of this machine");
        });
        assertThat(isolated.findings()).containsAll(isolated.refusals());
    }

    @Test
    void leavesWhatIsMissingAndMustBeThereToTheEngineToRefuse() {
        IsolatedModel isolated = isolate("/none", false, Map.of("/none", PathState.MISSING), Set.of());

        assertThat(source(isolated)).isEqualTo("/none");
        assertThat(isolated.findings()).extracting(Finding::severity).contains(Severity.BLOCKING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none", "/data", "/run/s"})
    void takesASharedPathForTheEnginesOwn(String path) {
        IsolatedModel isolated = isolate(path, true, Map.of("/none", PathState.MISSING), Set.of(path));

        assertThat(source(isolated)).isEqualTo(path);
        assertThat(isolated.findings())
                .extracting(Finding::message)
                .contains("'%s' is that of the engine's machine, because esb.share names it".formatted(path));
    }

    @Test
    void keepsAVolumeOfContentThatIsMountedAlready() {
        IsolatedModel first = isolate("/data", true, Map.of(), Set.of());

        assertThat(move(first).isKept()).isFalse();
        String volume =
                first.model().path("volumes").path(source(first)).path("name").asText();
        assertThat(move(isolate("/data", true, Map.of(), Set.of(), Set.of(volume)))
                        .isKept())
                .isTrue();
        assertThat(move(isolate("/data", true, Map.of(), Set.of(), Set.of(volume + "0")))
                        .isKept())
                .isFalse();
    }

    private static PathMove move(IsolatedModel isolated) {
        return isolated.moves().get(0);
    }

    private static String source(IsolatedModel isolated) {
        return isolated.model().at("/services/web/volumes/0/source").asText();
    }

    private IsolatedModel isolate(
            String source, boolean createHostPath, Map<String, PathState> states, Set<String> share) {
        return isolate(source, createHostPath, states, share, Set.of());
    }

    private IsolatedModel isolate(
            String source,
            boolean createHostPath,
            Map<String, PathState> states,
            Set<String> share,
            Set<String> mounted) {
        ObjectNode model = json("""
                {"services": {"web": {"volumes": [{"type": "bind", "source": "%s", "target": "/x", "read_only": true,
                  "bind": {"create_host_path": %s}}]}}}""".formatted(source, createHostPath));
        Directories directories = new Directories(HOME, Path.of("/run/esb/a"), Path.of("/project/target/esb/a"));
        return Isolator.isolate(
                model,
                new EnvironmentPlan(EnvironmentKey.of("a", ""), 7, directories, List.of(), Map.of()),
                new IsolationOptions(
                        Path.of("/project"),
                        share,
                        Set.of(),
                        LiteralTexts.CERTAIN,
                        Optional.empty(),
                        Map.of(),
                        states,
                        Map.of(),
                        true,
                        engine,
                        mounted,
                        new ByteSize(100),
                        Set.of(),
                        Obstacles.NONE,
                        Map.of()));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
