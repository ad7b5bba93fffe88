package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.docker.Recorded;
import dev.esb.docker.RecordedCase;
import dev.esb.docker.StackServiceCommand.Definition;
import dev.esb.environment.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TakeDownFileTest {
    private static final Path STACK = Path.of("/stack");

    @TempDir
    private Path home;

    private Directories directories;

    @BeforeEach
    void chooseDirectories() throws IOException {
        directories = new Directories(home.resolve("a"), home.resolve("run"), home.resolve("target"));
        Files.createDirectory(directories.config());
    }

    @Test
    void isThereOnlyForAStackThatNeedsIt() throws IOException {
        keep("services: {web: {image: nginx, environment: {PASSWORD: secret}}}");

        assertThat(directories.config()).isEmptyDirectory();
        assertThat(file().isEmpty()).isTrue();
    }

    @RecordedCase("config/provider/json")
    void hasWhatAProviderGets(Recorded recorded) throws IOException {
        TakeDownFile.in(directories).keep(model(recorded.output()), STACK);

        assertThat(file().providers()).containsExactly("db");
        assertThat(file().withHooks()).isEmpty();
        assertThat(file().definition()).isEqualTo(new Definition("p", file().path(), STACK));
        assertThat(content().at("/services/db/provider"))
                .isEqualTo(model(recorded.output()).at("/services/db/provider"));
        assertThat(content().path("services")).hasSize(1);
    }

    @RecordedCase("config/hooks/json")
    void hasTheHooksThatRunBeforeAServiceStops(Recorded recorded) throws IOException {
        TakeDownFile.in(directories).keep(model(recorded.output()), STACK);

        assertThat(file().withHooks()).containsExactly("web");
        assertThat(file().providers()).isEmpty();
        assertThat(content().at("/services/web/pre_stop"))
                .isEqualTo(model(recorded.output()).at("/services/web/pre_stop"));
        assertThat(content().at("/services/web/pre_start").isMissingNode()).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void canBeReadByItsOwnerOnly() throws IOException {
        keep("services: {db: {provider: {type: cloud, options: {password: [secret]}}}}");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
    }

    /** What it has made is still there. */
    @Test
    void keepsAProviderThatTheStackDoesNotHaveAnyMore() throws IOException {
        keep("services: {db: {provider: {type: old}}, cache: {provider: {type: one}}}");
        keep("services: {db: {image: postgres, pre_stop: [{command: [true]}]}, cache: {provider: {type: other}}}");

        assertThat(file().providers()).containsExactlyInAnyOrder("db", "cache");
        assertThat(content().at("/services/cache/provider/type").asText()).isEqualTo("other");
    }

    @Test
    void forgetsHooksThatAServiceDoesNotHaveAnyMore() throws IOException {
        keep("services: {web: {image: nginx, pre_stop: [{command: [drain]}]}}");
        keep("services: {web: {image: nginx}}");

        assertThat(directories.config()).isEmptyDirectory();
    }

    @Test
    void keepsTheOrderAmongProvidersAndNoOther() throws IOException {
        keep("""
                services:
                  db: {provider: {type: cloud}, depends_on: {web: {condition: service_started}}}
                  cache: {provider: {type: cloud}, depends_on: {db: {condition: service_started}}}
                  web: {image: nginx, pre_stop: [{command: [drain]}], depends_on: {cache: {condition: service_started}}}
                """);

        assertThat(content().at("/services/cache/depends_on")).hasSize(1);
        assertThat(content().at("/services/db/depends_on")).isEmpty();
        assertThat(content().at("/services/web/depends_on").isMissingNode()).isTrue();

        file().forget(List.of("db"));

        assertThat(file().providers()).containsExactly("cache");
        assertThat(content().at("/services/cache/depends_on")).isEmpty();
    }

    @Test
    void isNamedWhereItCannotBeRead() throws IOException {
        Files.writeString(directories.config().resolve("takedown.json"), "{\"services\":");

        assertThatThrownBy(this::file)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "'%s' cannot be read".formatted(directories.config().resolve("takedown.json")));
    }

    private void keep(String stack) throws IOException {
        ObjectNode model = (ObjectNode) new YAMLMapper().readTree(stack);
        TakeDownFile.in(directories).keep(model.put("name", "esb-a"), STACK);
    }

    private TakeDownFile file() throws IOException {
        return TakeDownFile.in(directories);
    }

    private ObjectNode content() throws IOException {
        return model(Files.readString(file().path()));
    }

    private static ObjectNode model(String json) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(json);
    }
}
