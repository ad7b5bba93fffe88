package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code esb:render} and {@code esb:check} find out before {@code esb:up}; no engine runs. */
class RenderTest {
    @TempDir
    private Path directory;

    private final RecordedMessages messages = new RecordedMessages();
    private final FakeDocker docker = new FakeDocker();

    @BeforeEach
    void answer() throws IOException {
        Files.writeString(directory.resolve("compose.yml"), "# FakeDocker answers in its place, with ${DATA:-./x}\n");
        docker.fails(new EngineCommand.Info(), 1, "Cannot connect to the Docker daemon")
                .every(ComposeCommand.Config.class, command -> model("'image': 'nginx'"));
    }

    @Test
    void hasComposeReadWhatWasRendered() {
        Render.RenderedStack rendered = render();

        assertThat(docker.calls(ComposeCommand.Validate.class))
                .containsExactly(new ComposeCommand.Validate(
                        "esb-a", rendered.environment().directories().renderedFile(), directory));
    }

    @Test
    void saysInTheWordsOfComposeWhyItRefusesWhatWasRendered() {
        docker.everyFails(
                ComposeCommand.Validate.class,
                15,
                "time=\"2026-01-31T12:00:00Z\" level=warning msg=\"The \\\"TAG\\\" variable is not set.\"\n"
                        + "service \"web\" depends on undefined service \"maybe\": invalid compose project");

        assertThatThrownBy(this::render)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "service \"web\" depends on undefined service \"maybe\": invalid compose project. ")
                .hasMessageContaining(
                        directory.resolve("target/esb/a/compose.yml").toString())
                .hasMessageContaining("the stack (" + directory + ")")
                .hasMessageContaining("'esb:up'")
                .hasMessageNotContaining("TAG")
                .hasMessageNotContaining("\n");
        assertThat(directory.resolve("target/esb/a/compose.yml")).exists();
    }

    @Test
    void refusesAnAddressThatIsNone() {
        docker.every(
                ComposeCommand.Config.class, command -> model("'networks': {'front': {'ipv4_address': '10.0.0'}}"));

        assertThatThrownBy(this::render)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "'10.0.0' is no IP address or subnet (service 'web', network 'front', ipv4_address)");
    }

    @Test
    void saysInTheWordsOfComposeThatItReadsTheStackOnlyWithVariablesReplaced() {
        docker.every(
                ComposeCommand.Config.class,
                command -> command.interpolate()
                        ? model("'ports': [{'target': 80, 'published': '8080'}]")
                        : FakeDocker.failure(15, "invalid spec: ${DATA:-./x}:/x:ro: too many colons"));

        render();

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains(
                        "the stack (" + directory + ")",
                        "invalid spec: ${DATA:-./x}:/x:ro: too many colons. ",
                        "esb.port.gateway.https")
                .doesNotContain("\n");
    }

    @Test
    void saysNothingOfThatWhereTheStackHasNoPortsAndSubnets() {
        docker.every(
                ComposeCommand.Config.class,
                command ->
                        command.interpolate() ? model("'image': 'nginx'") : FakeDocker.failure(15, "too many colons"));

        render();

        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void saysNothingOfThatWhereComposeReadsTheStackWithoutTheDefaultsOfVariables() {
        String ports = "'ports': [{'target': 80, 'published': '8080'}]";
        docker.every(
                ComposeCommand.Config.class,
                command -> command.interpolate() || command.source().areCopies()
                        ? model(ports)
                        : FakeDocker.failure(15, "too many colons"));

        render();

        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void checksWithoutAFileAndWithoutTheEngine() throws IOException {
        docker.every(
                ComposeCommand.Config.class,
                command ->
                        model("'ports': [{'target': 8080, 'published': '8080'}, {'target': 81, 'published': '8081'}],"
                                + " 'command': ['--at', 'localhost:8080']"));

        List<Finding> findings =
                new Render(docker, Map.of(), messages).check(request()).findings();

        assertThat(docker.calls(ComposeCommand.ValidateText.class))
                .singleElement()
                .satisfies(command -> assertThat(command.text()).contains("localhost:8080"));
        assertThat(docker.calls()).allMatch(command -> command instanceof ComposeCommand);
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.SHARED)
                .extracting(Finding::message, Finding::advice)
                .containsExactly(
                        tuple(
                                "mentions 'localhost:8080', which is on another port of the host in each environment",
                                "where the host's port is meant, write ${ESB_PORT_WEB_8080:-8080} for it, here and under ports, or set esb.rewriteLiterals=all"));
        assertThat(onlyTheStackIsThere()).isTrue();
    }

    @Test
    void checksWithTheWordsOfCompose() throws IOException {
        docker.everyFails(ComposeCommand.ValidateText.class, 15, "service \"web\" is odd");

        assertThatThrownBy(() -> new Render(docker, Map.of(), messages).check(request()))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith(
                        "Compose refuses what the stack (%s) becomes in an environment: service \"web\" is odd. "
                                .formatted(directory));
        assertThat(onlyTheStackIsThere()).isTrue();
    }

    private boolean onlyTheStackIsThere() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().equals(List.of(directory.resolve("compose.yml")));
        }
    }

    @Test
    void saysWhichEntriesOfShareAndIsolateNameNothing() {
        render(request(Set.of("cache"), Set.of("./data")));

        assertThat(messages.warnings)
                .satisfiesExactly(
                        share -> assertThat(share).startsWith("esb.share names 'cache'"),
                        isolate -> assertThat(isolate).startsWith("esb.isolate names './data'"));
    }

    @Test
    void refusesASlotThatTheRangeOfPortsDoesNotHave() {
        StackRequest request = request(Set.of(), Set.of());

        assertThat(render(request.withIndex(OptionalInt.of(798))).environment().slot())
                .isEqualTo(798);
        assertThatThrownBy(() -> render(request.withIndex(OptionalInt.of(5000))))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "Slot 5000 (esb.index) cannot be used: there are ports and subnets for the slots 1 to 798. Leave esb.index out to get a free one.");
        assertThatThrownBy(() -> render(request.withIndex(OptionalInt.of(0))))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("slots begin with 1");
    }

    private Render.RenderedStack render() {
        return render(request(Set.of(), Set.of()));
    }

    private Render.RenderedStack render(StackRequest request) {
        return new Render(docker, Map.of(), messages).run(request);
    }

    private StackRequest request() {
        return request(Set.of(), Set.of());
    }

    private StackRequest request(Set<String> share, Set<String> isolate) {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"));
        return RequestVariants.withEntries(
                StackRequest.of(EnvironmentKey.of("a", ""), layout, directory), share, isolate);
    }

    private static ObjectNode model(String settings) {
        try {
            return (ObjectNode) new ObjectMapper()
                    .readTree("{'services': {'web': {%s}}}".formatted(settings).replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
