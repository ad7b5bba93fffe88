package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Has the Compose that is installed read what was rendered; skipped where there is none. */
@Tag("engine")
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasCompose", disabledReason = "no Compose is installed")
class RenderEngineTest {
    private static final String OPTIONAL = "depends_on: {maybe: {condition: service_started, required: false}}";

    @TempDir
    private Path directory;

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

    private Render.RenderedStack render(String name) {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"));
        return new Render(InstalledDocker.CLI, Map.of(), new RecordedMessages())
                .run(StackRequest.of(EnvironmentKey.of(name, ""), layout, directory)
                        .withFiles(List.of(directory.resolve("compose.yml"))));
    }

    private void write(String web) throws IOException {
        Files.writeString(
                directory.resolve("compose.yml"),
                "services: {web: {" + web + "}, maybe: {image: redis, profiles: [cache]}}");
    }
}
