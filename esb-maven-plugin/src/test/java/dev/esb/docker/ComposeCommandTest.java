package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.ComposeCommand.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComposeCommandTest {
    private static final Path DIRECTORY = Path.of("/project");
    private static final Path FILE = Path.of("/project/compose.yml");

    @Test
    void readsFilesProfilesAndVariablesThatAreNamed() {
        Source source = new Source(
                DIRECTORY,
                "esb-a",
                List.of(FILE, Path.of("/project/my override.yml")),
                List.of("mail", "debug"),
                Optional.of(Path.of("/project/ci.env")),
                Map.of());

        assertThat(line(new ComposeCommand.Config(source, true)))
                .startsWith("compose --ansi never")
                .endsWith("--project-name esb-a --file /project/compose.yml --file /project/my override.yml"
                        + " --profile mail --profile debug --env-file /project/ci.env config --format json");
    }

    @Test
    void readsCopiesAsIfTheyWereInTheDirectoryOfTheStack() {
        Source source = new Source(DIRECTORY, "esb-a", List.of(FILE), List.of(), Optional.empty(), Map.of())
                .withCopies(List.of(Path.of("/tmp/esb-1.yml")));

        assertThat(line(new ComposeCommand.Config(source, true)))
                .endsWith(
                        "--project-name esb-a --project-directory /project --file /tmp/esb-1.yml config --format json");
    }

    @Test
    void readsWhatComposeFindsByItself() {
        Source source = new Source(DIRECTORY, "esb-a", List.of(), List.of(), Optional.empty(), Map.of());

        assertThat(line(new ComposeCommand.Config(source, false)))
                .endsWith("--project-name esb-a config --format json --no-interpolate");
    }

    @Test
    void restartsServicesWithoutAFile() {
        assertThat(line(new ComposeCommand.Restart("esb-a", List.of("web", "db"), 7)))
                .endsWith("--project-name esb-a restart --timeout 7 web db");
    }

    @RecordedCase("config/plain/json")
    void readsTheStackWithItsVariablesReplaced(Recorded recorded) {
        ObjectNode stack = recorded.answerTo(new ComposeCommand.Config(recordedStack("plain"), true));

        assertThat(stack.path("services").fieldNames()).toIterable().containsExactlyInAnyOrder("web", "after", "once");
        assertThat(stack.at("/services/web/environment/GREETING").asText()).isEqualTo("hello");
        assertThat(stack.at("/services/web/ports"))
                .hasSize(3)
                .extracting(port -> port.path("published").asText())
                .containsExactly("18080", "18100", "18101");
        assertThat(stack.at("/services/web/volumes/0/source").asText()).isEqualTo("/stack/plain/data");
        assertThat(stack.at("/networks/front/ipam/config/0/subnet").asText()).isEqualTo("10.77.1.0/24");
    }

    @RecordedCase("config/plain/json-no-interpolate")
    void readsTheStackAsItWasWritten(Recorded recorded) {
        ObjectNode stack = recorded.answerTo(new ComposeCommand.Config(recordedStack("plain"), false));

        assertThat(stack.at("/services/web/environment/GREETING").asText()).isEqualTo("${GREETING:-hello}");
        assertThat(stack.at("/services/web/environment/PRICE").asText()).isEqualTo("5$$");
    }

    @RecordedCase("config/required/json")
    void failsWhereARequiredVariableIsMissing(Recorded recorded) {
        assertThatThrownBy(() -> recorded.answerTo(new ComposeCommand.Config(recordedStack("required"), true)))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("required variable NAME is missing a value: set it");
    }

    @RecordedCase("config/required/json-no-interpolate")
    void needsNoVariableToReadTheStackAsItWasWritten(Recorded recorded) {
        ObjectNode stack = recorded.answerTo(new ComposeCommand.Config(recordedStack("required"), false));

        assertThat(stack.at("/services/web/hostname").asText()).isEqualTo("${NAME:?set it}");
    }

    @RecordedCase("down/plain")
    void runsTheDownThatWasRecorded(Recorded recorded) {
        assertThatCode(() -> recorded.answerTo(new ComposeCommand.Down("p"))).doesNotThrowAnyException();
    }

    @RecordedCase("down/nothing-there")
    void removesNothingWhereNothingIsThere(Recorded recorded) {
        assertThatCode(() -> recorded.answerTo(new ComposeCommand.Down("p"))).doesNotThrowAnyException();
    }

    private static Source recordedStack(String name) {
        return new Source(Path.of("/stack", name), "p", List.of(), List.of(), Optional.empty(), Map.of());
    }

    @Test
    void passesAFileNameAsOneArgument() {
        Source source = new Source(
                DIRECTORY, "esb-a", List.of(Path.of("/a b/$c;d.yml")), List.of(), Optional.empty(), Map.of());

        assertThat(new ComposeCommand.Config(source, true).arguments()).containsSequence("--file", "/a b/$c;d.yml");
    }

    @Test
    void givesTheFileOfVariablesToUp() {
        ComposeCommand.Up up = new ComposeCommand.Up(
                "esb-a",
                Path.of("/out/compose.yml"),
                DIRECTORY,
                false,
                2,
                Optional.of(Path.of("/project/ci.env")),
                Map.of("TOKEN", "hunter22"));

        assertThat(line(up))
                .contains("--project-directory /project --env-file /project/ci.env --file /out/compose.yml up");
        assertThat(up.variables()).containsEntry("TOKEN", "hunter22");
    }

    @Test
    void startsInTheBackgroundWithPathsSeenFromTheStack() {
        assertThat(line(new ComposeCommand.Up("esb-a", Path.of("/out/compose.yml"), Path.of("/project"), false, 2)))
                .endsWith("--project-name esb-a --project-directory /project --file /out/compose.yml"
                        + " up --detach --remove-orphans --timeout 2");
        assertThat(line(new ComposeCommand.Up("esb-a", FILE, Path.of("/project"), true, 2)))
                .endsWith("--build");
    }

    @Test
    void removesByProjectAlone() {
        assertThat(line(new ComposeCommand.Down("esb-a")))
                .endsWith("--project-name esb-a down --remove-orphans --volumes --timeout 0");
    }

    @Test
    void showsLogsOfServices() {
        assertThat(line(new ComposeCommand.Logs("esb-a", false, Optional.empty(), "all", List.of())))
                .endsWith("--project-name esb-a logs --no-color --tail all");
        assertThat(line(new ComposeCommand.Logs("esb-a", true, Optional.of("10m"), "100", List.of("web", "db"))))
                .endsWith("logs --no-color --tail 100 --follow --since 10m web db");
    }

    private static String line(ComposeCommand<?> command) {
        return String.join(" ", command.arguments());
    }

    @Test
    void buildsOrPullsTheImagesOfSomeServicesOfWhatWillBeStarted() {
        ComposeCommand.Up up = new ComposeCommand.Up(
                "esb-a", FILE, Path.of("/project"), true, 2, Optional.of(Path.of("/ci.env")), Map.of());
        ComposeCommand.Images pull = new ComposeCommand.Images("pull", List.of("db", "web"), up);

        assertThat(line(pull))
                .isEqualTo(
                        "compose --ansi never --progress plain --project-name esb-a --project-directory /project --env-file /ci.env --file %s pull db web"
                                .formatted(FILE));
        assertThat(pull.directory()).contains(Path.of("/project"));
        assertThat(pull.readsStack()).isTrue();
    }

    @Test
    void stopsSomeServicesOfAProject() {
        assertThat(line(new ComposeCommand.Stop("esb-a", List.of("db", "web"), 60)))
                .isEqualTo("compose --ansi never --progress plain --project-name esb-a stop --timeout 60 db web");
    }
}
