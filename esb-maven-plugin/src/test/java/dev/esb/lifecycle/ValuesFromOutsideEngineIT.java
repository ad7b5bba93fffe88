package dev.esb.lifecycle;

import static dev.esb.plan.RequestVariants.withEnvFile;
import static dev.esb.plan.RequestVariants.withVariables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.docker.Docker;
import dev.esb.docker.InstalledDocker;
import dev.esb.lease.Owners;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Compose reads from its process and from files of variables: values of configs and secrets, and how it behaves. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ValuesFromOutsideEngineIT {
    private static final String STACK = """
            services:
              web:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                configs: [{source: app, target: /app.conf}, {source: slot, target: /slot.conf}]
                secrets: [token]
            secrets: {token: {environment: TOKEN}}
            configs: {app: {environment: APP}, slot: {environment: ESB_SLOT}}
            """;

    private static final Map<String, String> OF_COMPOSE = Map.of(
            "COMPOSE_ANSI", "always",
            "COMPOSE_PROGRESS", "json",
            "BUILDKIT_PROGRESS", "rawjson",
            "COMPOSE_STATUS_STDOUT", "1",
            "COMPOSE_IGNORE_ORPHANS", "1",
            "COMPOSE_REMOVE_ORPHANS", "0",
            "COMPOSE_PROJECT_NAME", "other",
            "COMPOSE_COMPATIBILITY", "1",
            "COMPOSE_PARALLEL_LIMIT", "1",
            "COMPOSE_MENU", "1");

    @TempDir
    private Path directory;

    @Test
    void givesConfigsAndSecretsTheValuesOfTheUserOfTheFileAndOfThePlan() throws IOException {
        Path envFile = Files.writeString(directory.resolve("ci.env"), "APP=from the file $$A {}\nTOKEN=not this one\n");
        // Compose would read it where it is given no other file.
        Files.writeString(directory.resolve(".env"), "APP=not this one\n");

        assertLogged(Optional.of(envFile), Map.of("TOKEN", "a $B ${C} 'd'\n"), "a $B ${C} 'd'\nfrom the file $A {}");
    }

    @Test
    void readsThemFromTheFileBesideTheStack() throws IOException {
        Files.writeString(directory.resolve(".env"), "APP=in the file\nTOKEN='t$1'\n");

        assertLogged(Optional.empty(), Map.of(), "t$1in the file");
    }

    private void assertLogged(Optional<Path> envFile, Map<String, String> variables, String logged) throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            UpResult result = environment.up(
                    Owners.PERSON,
                    withEnvFile(withVariables(environment.request(), variables), envFile),
                    EnvironmentOnEngine.OPTIONS,
                    environment.messages);

            String container = environment.containers().get(0);
            assertThat(environment.docker("exec", container, "cat", "/run/secrets/token", "/app.conf", "/slot.conf"))
                    .isEqualTo(logged + result.environment().slot());
            assertThat(Files.readString(environment.directories().renderedFile()))
                    .contains("environment: \"TOKEN\"")
                    .doesNotContain(logged.substring(0, 3));
            assertThat(environment.messages.debugs).noneMatch(line -> line.contains(logged.substring(0, 3)));
            environment.down();
            environment.assertNothingLeft();
        }
    }

    /** A service goes with the second {@code up}, and a failure is explained: both need what Compose prints. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bringsUpAndTakesDownWhateverVariablesOfComposeAreSet(boolean inFile) throws IOException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (inFile) {
            Files.write(
                    directory.resolve(".env"),
                    OF_COMPOSE.entrySet().stream().map(Object::toString).toList());
        } else {
            variables.putAll(OF_COMPOSE);
            variables.put("COMPOSE_DISABLE_ENV_FILE", "1");
        }
        Docker docker = InstalledDocker.with(variables);
        String web = "  web: {image: 'debian:trixie-slim', init: true, command: sleep infinity}\n";
        String gone = web.replace("web", "gone");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(docker, directory, "services:\n" + web + gone)) {
            environment.up();
            assertThat(environment.containers()).hasSize(2);
            Files.writeString(directory.resolve("compose.yml"), "services:\n" + web);
            environment.up();
            assertThat(environment.containers()).hasSize(1);

            Files.writeString(
                    directory.resolve("compose.yml"),
                    "services:\n" + web + "  bad: {image: 'debian:trixie-slim', command: nothing}\n");
            assertThat(failure(environment))
                    .contains("service 'bad' could not be started: its program 'nothing' cannot be run");
            environment.down();
            environment.assertNothingLeft();
        }
    }

    private static String failure(EnvironmentOnEngine environment) {
        try {
            environment.up();
            return "";
        } catch (EsbException e) {
            return e.getMessage();
        }
    }

    /** The module has files of its own ({@code esb.files}), which come before those that the user works with. */
    @Tag("long")
    @Test
    void takesTheFilesOfTheModuleBeforeThoseOfAVariable() throws IOException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("COMPOSE_FILE", "/nowhere/other.yml");
        Docker docker = InstalledDocker.with(variables);
        try (EnvironmentOnEngine environment =
                new EnvironmentOnEngine(docker, directory, EnvironmentOnEngine.IDLE_STACK)) {
            StackRequest request = environment.request().withFiles(List.of(directory.resolve("compose.yml")));
            environment.up(Owners.PERSON, request, EnvironmentOnEngine.OPTIONS, environment.messages);

            assertThat(environment.containers()).hasSize(1);
            environment.down();
            environment.assertNothingLeft();
        }
    }
}
