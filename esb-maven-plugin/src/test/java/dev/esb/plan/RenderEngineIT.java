package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Has the Compose that is installed read what was rendered; skipped where there is none. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasCompose", disabledReason = "no Compose is installed")
@Execution(ExecutionMode.CONCURRENT)
class RenderEngineIT {
    private static final String OPTIONAL = "depends_on: {maybe: {condition: service_started, required: false}}";

    @TempDir
    private Path directory;

    private final RecordedMessages messages = new RecordedMessages();

    /** Variables in a place where Compose, as long as they are not replaced, expects a number or the name of a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ulimits: {nofile: '${FILES:-1024}'}", "extends: {file: '${BASE:-base.yml}', service: base}"})
    void saysWhatIsLostWhereComposeReadsTheStackOnlyWithVariablesReplaced(String setting) throws IOException {
        Files.writeString(directory.resolve("base.yml"), "services: {base: {image: nginx}}");
        write("image: nginx, ports: ['${WEB_PORT:-8080}:80'], " + setting);

        render("a");

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains("(" + directory.resolve("compose.yml") + ")", "variables", "esb.port.")
                .containsAnyOf("nofile", "no such file or directory");
    }

    @Test
    void saysNothingWhereNoPortOrSubnetCouldHaveAVariable() throws IOException {
        write("image: nginx, ulimits: {nofile: '${FILES:-1024}'}");

        render("a");

        assertThat(messages.warnings).isEmpty();
    }

    /** Compose 2.25 and 2.26 can read them only without the defaults of variables, newer ones as they are. */
    @ParameterizedTest
    @ValueSource(strings = {"${DATA:-./data}:/data:ro", "./data:/data:${MODE:-ro}", "${DATA:-./data}:${TARGET:-/data}"})
    void knowsTheVariablesOfPortsBesideThoseOfVolumes(String volume) throws IOException {
        Files.writeString(directory.resolve("web.env"), "A=b");
        write(
                "image: nginx, env_file: web.env, ports: ['${WEB_PORT:-8080}:80'], environment: ['ADDRESS=localhost:${WEB_PORT:-8080}'],"
                        + " volumes: ['" + volume + "']");

        int port = render("a").environment().ports().get(0).published();

        assertThat(messages.warnings).isEmpty();
        assertThat(renderedFile("a")).content().contains("ADDRESS: \"localhost:" + port + "\"", "A: \"b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "default"})
    void takesAStackThatCanDoWithoutAServiceOfAnInactiveProfile(String name) throws IOException {
        write("image: nginx, links: [maybe], " + OPTIONAL);

        assertThat(render(name).findings()).allMatch(finding -> finding.severity() == Severity.CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"a,volumes_from: [maybe]", "default,volumes_from: [maybe]", "a,'ipc: \"service:maybe\"'"})
    void refusesAStackThatComposeCannotStartWithoutIt(String name, String reference) throws IOException {
        write("image: nginx, " + reference + ", " + OPTIONAL);

        assertThatThrownBy(() -> render(name))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("service \"web\" depends on undefined service \"maybe\"")
                .hasMessageContaining("target/esb/" + name + "/compose.yml");
    }

    @Test
    void checksWhatItDoesNotWrite() throws IOException {
        write("image: nginx, volumes: ['./data:/data'], " + OPTIONAL);
        assertThat(check()).isNotEmpty();

        write("image: nginx, volumes_from: [maybe], " + OPTIONAL);
        assertThatThrownBy(this::check)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("service \"web\" depends on undefined service \"maybe\"");

        assertThat(directory.resolve("target")).doesNotExist();
    }

    @Test
    void blocksWhereAPathIsMissingThatMustNotBeMade() throws IOException {
        write("image: nginx, volumes: [{type: bind, source: ./seed, target: /seed, bind: {create_host_path: false}},"
                + " './data:/data']");

        assertThat(render("a").findings())
                .filteredOn(finding -> finding.severity() == Severity.BLOCKING)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("'%s' is not there, and 'create_host_path: false' says not to make it"
                                .formatted(directory.resolve("seed"))));
        assertThat(renderedFile("a"))
                .content()
                .contains("source: \"" + directory.resolve("seed") + "\"", "create_host_path: false")
                .doesNotContain("source: \"" + directory.resolve("data") + "\"");
    }

    @Test
    void keepsThatAPathMustNotBeMadeInDefault() throws IOException {
        write("image: nginx, volumes: [{type: bind, source: ./seed, target: /seed, bind: {create_host_path: false}}]");

        render("default");

        assertThat(renderedFile("default")).content().contains("create_host_path: false");
    }

    private Path renderedFile(String name) {
        return directory.resolve("target/esb").resolve(name).resolve("compose.yml");
    }

    private Render.RenderedStack render(String name) {
        return new Render(InstalledDocker.CLI, InstalledDocker.VARIABLES, messages).run(request(name));
    }

    private List<Finding> check() {
        return new Render(InstalledDocker.CLI, InstalledDocker.VARIABLES, messages)
                .check(request("a"))
                .findings();
    }

    private StackRequest request(String name) {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"));
        return StackRequest.of(EnvironmentKey.of(name, ""), layout, directory)
                .withFiles(List.of(directory.resolve("compose.yml")));
    }

    private void write(String web) throws IOException {
        Files.writeString(
                directory.resolve("compose.yml"),
                "services: {web: {" + web + "}, maybe: {image: redis, profiles: [cache]}}");
    }
}
