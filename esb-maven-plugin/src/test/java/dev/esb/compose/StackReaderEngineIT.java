package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.docker.InstalledDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Has the Compose that is installed read stacks; skipped where there is none. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasCompose", disabledReason = "no Compose is installed")
@Execution(ExecutionMode.CONCURRENT)
class StackReaderEngineIT {
    @TempDir
    Path directory;

    @Test
    void readsWithAndWithoutVariables() throws IOException {
        write("services: {web: {image: nginx, ports: ['${PORT:-80}:80']}, mail: {image: mail, profiles: [mail]}}");

        Stack stack = reader().read(Map.of("PORT", "8080"));

        assertThat(stack.model().at("/name").asText()).isEqualTo("esb-a");
        assertThat(stack.model().at("/services/web/ports/0/published").asText()).isEqualTo("8080");
        assertThat(stack.model().at("/services/mail").isMissingNode()).isTrue();
        assertThat(stack.raw().at("/services/web/ports/0").asText()).isEqualTo("${PORT:-80}:80");
        assertThat(stack.raw().at("/services/mail/image").asText()).isEqualTo("mail");
    }

    @Test
    void readsLimitsOfZero() throws IOException {
        write("services: {web: {image: nginx, ulimits: {core: 0, nproc: 9, nofile: {soft: 0, hard: 7}}}}");

        JsonNode limits = reader().read(Map.of()).model().at("/services/web/ulimits");

        assertThat(limits)
                .hasToString("{\"core\":{\"soft\":0,\"hard\":0},\"nofile\":{\"hard\":7,\"soft\":0},\"nproc\":9}");
    }

    @Test
    void saysInTheWordsOfComposeWhatItCannotRead() throws IOException {
        write("services: {web: {image: '$UNSET', prots: []}}");

        assertThatThrownBy(() -> reader().read(Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("Compose cannot read the stack (" + directory)
                .hasMessageContaining("prots")
                .hasMessageNotContaining("UNSET")
                .hasMessageEndingWith("config");
    }

    @Test
    void namesTheProfilesThatThereAre() throws IOException {
        write("services: {web: {image: nginx}, a: {image: a, profiles: [mail, debug]}}");

        assertThatThrownBy(() -> reader("mial").read(Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'mial' (esb.profiles)")
                .hasMessageContaining("debug, mail");
        assertThat(reader("debug").read(Map.of()).model().at("/services/a").isMissingNode())
                .isFalse();
    }

    @Test
    void refusesAStackWithNothingToRun() throws IOException {
        write("services: {a: {image: a, profiles: [mail]}}");

        assertThatThrownBy(() -> reader().read(Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("no service to run")
                .hasMessageContaining("-Desb.profiles: mail");
    }

    private StackReader reader(String... profiles) {
        StackFiles files = StackFiles.find(directory, List.of(), Map.of());
        return new StackReader(InstalledDocker.CLI, files, "esb-a", List.of(profiles), Optional.empty());
    }

    private void write(String stack) throws IOException {
        Files.writeString(directory.resolve("compose.yml"), stack);
    }
}
