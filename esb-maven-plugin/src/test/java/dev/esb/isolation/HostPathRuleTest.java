package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A path of which the author of the stack says that it must be there. */
class HostPathRuleTest {
    private static final String GUARDED =
            "{'type': 'bind', 'source': '/project/seed', 'target': '/seed', 'bind': {'create_host_path': false}}";
    private static final PathVolume VOLUME = new PathVolume(Path.of("/project/seed"), false);
    private static final String MOVED = VOLUME.key();

    @Test
    void leavesAMissingPathThatMustNotBeMadeAndSaysSo() throws JsonProcessingException {
        IsolatedModel isolated = isolate(Set.of(), PathState.MISSING, GUARDED);

        assertThat(sources(isolated)).containsExactly("/project/seed");
        assertThat(isolated.moves()).isEmpty();
        assertThat(isolated.findings())
                .extracting(Finding::severity, Finding::subject, Finding::key, Finding::resource, Finding::message)
                .containsExactly(tuple(
                        Severity.BLOCKING,
                        "web",
                        "volumes",
                        "/project/seed",
                        "'/project/seed' is not there, and 'create_host_path: false' says not to make it"));
        assertThat(isolated.findings().get(0).advice()).contains("esb.isolate");
    }

    @Test
    void leavesItForEveryServiceThatMountsIt() throws JsonProcessingException {
        IsolatedModel isolated = isolate(
                Set.of(),
                PathState.MISSING,
                GUARDED,
                "{'type': 'bind', 'source': '/project/seed', 'target': '/other', 'bind': {'create_host_path': true}}");

        assertThat(sources(isolated)).containsExactly("/project/seed", "/project/seed");
    }

    @Test
    void movesItWhereTheUserAsksForThat() throws JsonProcessingException {
        IsolatedModel isolated = isolate(Set.of("seed"), PathState.MISSING, GUARDED);

        assertThat(sources(isolated)).containsExactly(MOVED);
        assertThat(isolated.findings()).allMatch(finding -> finding.severity() == Severity.CHANGED);
    }

    @Test
    void hasNothingAgainstAPathThatIsThere() throws JsonProcessingException {
        assertThat(isolate(Set.of(), PathState.PRESENT, GUARDED).findings())
                .noneMatch(finding -> finding.severity() == Severity.BLOCKING);
        assertThat(sources(isolate(Set.of(), PathState.IGNORED_DIRECTORY, GUARDED)))
                .containsExactly(MOVED);
    }

    @Test
    void hasAVolumeOverItWhereItIsADirectoryThatTheUserIsolatesAlthoughNoServiceWritesToIt()
            throws JsonProcessingException {
        String readOnly = GUARDED.replace("'target'", "'read_only': true, 'target'");

        assertThat(isolate(Set.of("seed"), PathState.PRESENT, readOnly).moves())
                .containsExactly(
                        new PathMove(Path.of("/project/seed"), false, new InVolume(VOLUME.asOverlay(), ""), false));
        assertThat(isolate(Set.of(), PathState.PRESENT, readOnly).moves()).isEmpty();
    }

    @Test
    void isCopiedWhereItIsAFileThatTheUserIsolates() throws JsonProcessingException {
        assertThat(isolate(Set.of("seed"), PathState.PRESENT_FILE, GUARDED).moves())
                .containsExactly(new PathMove(
                        Path.of("/project/seed"),
                        true,
                        new InVolume(new PathVolume(Path.of("/project/seed"), true), "seed"),
                        false));
    }

    private static List<String> sources(IsolatedModel isolated) {
        return isolated.model().findValuesAsText("source");
    }

    private static IsolatedModel isolate(Set<String> isolate, PathState state, String... mounts)
            throws JsonProcessingException {
        String json = "{'services': {'web': {'volumes': [" + String.join(", ", mounts) + "]}}}";
        EnvironmentPlan plan = new EnvironmentPlan(
                EnvironmentKey.of("a", ""),
                7,
                new Directories(Path.of("/home/me/.esb/a"), Path.of("/run/esb/a"), Path.of("/project/target/esb/a")),
                List.of(),
                Map.of());
        IsolationOptions options = new IsolationOptions(
                Path.of("/project"),
                Set.of(),
                isolate,
                LiteralTexts.CERTAIN,
                Optional.empty(),
                Map.of(),
                Map.of("/project/seed", state),
                Map.of(),
                true);
        return Isolator.isolate((ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')), plan, options);
    }
}
