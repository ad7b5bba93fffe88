package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.esb.docker.ComposeCommand.Config;
import dev.esb.docker.ComposeCommand.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessVariablesTest {
    private static final Path USER = Path.of("/project");
    private static final DockerCommand<?> CONFIG =
            new Config(new Source(USER, "p", List.of(), List.of(), Optional.empty(), Map.of("PORT", "8080")), true);
    private static final DockerCommand<?> UP =
            new ComposeCommand.Up("p", Path.of("/out/compose.yml"), USER, false, 2, Optional.empty(), Map.of("A", "b"));
    private static final DockerCommand<?> DOWN = new ComposeCommand.Down("p");

    /** Also where the process does not have them: Compose would take them from {@code .env}. */
    @ParameterizedTest
    @CsvSource({
        "COMPOSE_ANSI, always, never",
        "COMPOSE_PROGRESS, json, plain",
        "BUILDKIT_PROGRESS, rawjson, plain",
        "COMPOSE_STATUS_STDOUT, 1, false",
        "COMPOSE_IGNORE_ORPHANS, 1, false",
        "COMPOSE_MENU, 1, false"
    })
    void setsHowComposePrintsAndWhatContradictsOptions(String name, String users, String value) {
        for (DockerCommand<?> command : List.of(CONFIG, UP, DOWN)) {
            assertThat(of(command, Map.of(name, users))).contains(entry(name, value));
            assertThat(of(command, Map.of())).contains(entry(name, value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPOSE_PROJECT_NAME", "COMPOSE_REMOVE_ORPHANS"})
    void takesAwayWhatOptionsSay(String name) {
        assertThat(of(UP, Map.of(name, "x"))).doesNotContainKey(name);
        assertThat(of(CONFIG, Map.of(name, "x"))).doesNotContainKey(name);
    }

    /** {@code docker compose down} of Compose 2.26 fails where COMPOSE_FILE names a file that is not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMPOSE_FILE",
                "COMPOSE_PATH_SEPARATOR",
                "COMPOSE_PROFILES",
                "COMPOSE_DISABLE_ENV_FILE",
                "COMPOSE_CONVERT_WINDOWS_PATHS"
            })
    void leavesWhatTheStackIsMadeOfToTheCommandsThatReadIt(String name) {
        assertThat(of(CONFIG, Map.of(name, "x"))).contains(entry(name, "x"));
        assertThat(of(UP, Map.of(name, "x"))).contains(entry(name, "x"));
        assertThat(of(DOWN, Map.of(name, "x"))).doesNotContainKey(name);
    }

    /** The user means a path from where the user is; commands run elsewhere. */
    @Test
    void givesFilesOfVariablesByTheirWholePath() {
        Map<String, String> own = Map.of("COMPOSE_ENV_FILES", "a.env, ../b.env,/c.env");

        assertThat(of(CONFIG, own)).contains(entry("COMPOSE_ENV_FILES", "/project/a.env,/project/../b.env,/c.env"));
        assertThat(of(DOWN, own)).doesNotContainKey("COMPOSE_ENV_FILES");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMPOSE_COMPATIBILITY",
                "COMPOSE_PARALLEL_LIMIT",
                "COMPOSE_BAKE",
                "COMPOSE_EXPERIMENTAL",
                "COMPOSE_DOCKER_CLI_BUILD",
                "DOCKER_BUILDKIT",
                "DOCKER_DEFAULT_PLATFORM",
                "DOCKER_HOST",
                "BUILDX_BUILDER",
                "HOME"
            })
    void leavesAllOthersAsTheyAre(String name) {
        for (DockerCommand<?> command : List.of(CONFIG, UP, DOWN)) {
            assertThat(of(command, Map.of(name, "x"))).contains(entry(name, "x"));
        }
    }

    @Test
    void addsTheVariablesOfTheCommand() {
        assertThat(of(CONFIG, Map.of("PORT", "80"))).contains(entry("PORT", "8080"));
        assertThat(of(UP, Map.of())).contains(entry("A", "b"));
    }

    private static Map<String, String> of(DockerCommand<?> command, Map<String, String> own) {
        return ProcessVariables.of(command, own, USER);
    }
}
