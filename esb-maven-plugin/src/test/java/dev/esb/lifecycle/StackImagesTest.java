package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.FakeTime;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand.Images;
import dev.esb.docker.ComposeCommand.Up;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand.Describe;
import dev.esb.docker.ImageDetails;
import dev.esb.start.ComposeUp;
import dev.esb.start.Stacks;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackImagesTest {
    private final FakeDocker docker = new FakeDocker();
    private final Map<String, ImageDetails> onEngine = new HashMap<>();
    private final Map<String, String> afterwards = new HashMap<>();
    private boolean build;

    @BeforeEach
    void answer() {
        docker.every(
                        Describe.class,
                        command -> onEngine.keySet().containsAll(command.names())
                                ? Optional.of(command.names().stream()
                                        .map(onEngine::get)
                                        .toList())
                                : Optional.empty())
                .every(Images.class, command -> {
                    command.services().forEach(service -> add(afterwards.get(service), command.verb()));
                    return new FakeDocker.Lines(List.of());
                });
    }

    @Test
    void areAskedForOnceWhereTheEngineHasAll() {
        add("postgres:16", "there");
        add("esb-a-web", "there");

        assertThat(provide("{db: {image: 'postgres:16'}, web: {build: {context: .}}}"))
                .isEqualTo(Map.of("db", image("there"), "web", image("there")));

        assertThat(docker.calls()).hasSize(1);
    }

    @Test
    void areBuiltOrPulledWhereTheyAreMissing() {
        add("redis", "there");
        afterwards.putAll(Map.of("web", "esb-a-web", "job", "job:1", "db", "postgres:16"));

        assertThat(
                        provide(
                                "{db: {image: 'postgres:16'}, cache: {image: redis}, web: {build: {context: .}}, job: {image: 'job:1', build: {context: .}}}"))
                .isEqualTo(Map.of(
                        "db", image("pull"), "cache", image("there"), "web", image("build"), "job", image("build")));

        assertThat(docker.calls(Images.class))
                .containsExactly(
                        new Images("build", List.of("web", "job"), up()), new Images("pull", List.of("db"), up()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "daily", "every_12h"})
    void arePulledFirstWhereWhatIsThereDoesNotHaveToDo(String policy) {
        add("postgres:16", "old");
        afterwards.put("db", "postgres:16");

        assertThat(provide("{db: {image: 'postgres:16', pull_policy: %s}}".formatted(policy)))
                .isEqualTo(Map.of("db", image("pull")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "if_not_present", "never"})
    void areNotPulledWhereWhatIsThereDoes(String policy) {
        add("postgres:16", "old");

        assertThat(provide("{db: {image: 'postgres:16', pull_policy: %s}}".formatted(policy)))
                .isEqualTo(Map.of("db", image("old")));
        assertThat(docker.calls(Images.class)).isEmpty();
    }

    @Test
    void areBuiltAnewIfTheUserWantsThat() {
        build = true;
        add("esb-a-web", "old");
        add("redis", "old");
        afterwards.put("web", "esb-a-web");

        assertThat(provide("{web: {build: {context: .}}, cache: {image: redis}}"))
                .isEqualTo(Map.of("web", image("build"), "cache", image("old")));
    }

    /** Compose builds it then each time, and the data would be that of another image. */
    @Test
    void areBuiltAnewIfTheStackWantsThat() {
        add("esb-a-web", "old");
        add("esb-a-job", "old");
        afterwards.put("web", "esb-a-web");

        assertThat(provide("{web: {build: {context: .}, pull_policy: build}, job: {build: {context: .}}}"))
                .isEqualTo(Map.of("web", image("build"), "job", image("old")));
    }

    @Test
    void areNotThoseOfAServiceThatAProviderRuns() {
        add("redis", "there");

        assertThat(provide("{cache: {image: redis}, cloud: {provider: {type: aws}}}"))
                .isEqualTo(Map.of("cache", image("there")));
        assertThat(docker.calls(Images.class)).isEmpty();
    }

    @Test
    void areThoseThatThereAreWhereOneCannotBeHad() {
        add("redis", "there");

        assertThat(provide("{cache: {image: redis}, db: {image: 'postgres:16', pull_policy: never}}"))
                .isEqualTo(Map.of("cache", image("there")));
    }

    @Test
    void sayWhyOneCannotBePulled() {
        docker.everyFails(Images.class, 1, "Error response from daemon: manifest for postgres:99 not found");

        assertThatThrownBy(() -> provide("{db: {image: 'postgres:99'}}"))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("postgres:99");
    }

    @Test
    void areOnlyLookedAtWhereAnEnvironmentIsThereBefore() {
        add("redis", "there");

        assertThat(images("{cache: {image: redis}, db: {image: 'postgres:16', pull_policy: always}}")
                        .present())
                .isEqualTo(Map.of("cache", image("there")));

        assertThat(docker.calls(Images.class)).isEmpty();
    }

    private Map<String, ImageDetails> provide(String services) {
        return images(services).provide();
    }

    private StackImages images(String services) {
        ComposeUp compose = new ComposeUp(
                docker,
                Reporter.NONE,
                new TimeLimit(Duration.ofMinutes(1), new FakeTime()),
                Stacks.of("services: " + services));
        return new StackImages(docker, "esb-a", model("services: " + services), up(), compose);
    }

    private Up up() {
        return new Up("esb-a", Path.of("/out/compose.yml"), Path.of("/stack"), build, 2);
    }

    private void add(String name, String layer) {
        if (name != null) {
            onEngine.put(name, image(layer));
        }
    }

    private static ImageDetails image(String layer) {
        return new ImageDetails(List.of(layer), MissingNode.getInstance(), List.of());
    }

    private static JsonNode model(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
