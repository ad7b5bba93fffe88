package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.docker.InstalledDocker;
import dev.esb.lease.Owners;
import dev.esb.plan.RequestVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Services that labels do not suffice to take down: those that a provider runs, and those with {@code pre_stop} hooks. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ProviderAndHookEngineIT {
    /** Makes a file for each service, fails where there is a file "broken", and sets a variable each time that it is called. */
    private static final String PROVIDER = """
            #!/bin/sh
            cd "$(dirname "$0")"
            for service; do :; done
            case " $* " in
            *" up "*) echo "$*" > "made-$service" ;;
            *" down "*)
                if [ -e broken ]; then echo '{"type":"error","message":"the cloud is closed"}'; exit 1; fi
                rm -f "made-$service" ;;
            esac
            printf '{"type":"setenv","message":"URL=cloud://%s"}\\n' "$service"
            """;

    private static final String PROVIDED_STACK = """
            services:
              db:
                provider: {type: ./provider, options: {size: "5$$"}}
              cache:
                provider: {type: ./provider}
                depends_on: [db]
              web:
                image: debian:trixie-slim
                init: true
                command: [sh, -c, 'echo "$$DB_URL" > /url; exec sleep infinity']
                depends_on: [db]
                secrets: [token]
            secrets:
              token: {file: ./token}
            """;

    private static final String HOOKED_STACK = """
            services:
              web:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./:/out"]
                pre_stop:
                  - command: [sh, -c, 'sleep 1; echo "$$0 $$GREETING" >> /out/stopped', web]
                    environment: {GREETING: hello}
              other:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void makeProvider() throws IOException {
        Path provider = directory.resolve("provider");
        Files.writeString(provider, PROVIDER);
        Files.setPosixFilePermissions(provider, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("token"), "secret");
    }

    @Test
    void aProviderIsCalledAtUpAndAtDown() throws IOException {
        needsCompose(2, 36);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, PROVIDED_STACK)) {
            environment.up();

            assertThat(directory.resolve("made-db"))
                    .hasContent("compose --project-name=%s up --size=5$ db".formatted(environment.key.project()));
            assertThat(directory.resolve("made-cache")).exists();
            assertThat(environment.docker("exec", environment.containers().get(0), "cat", "/url"))
                    .isEqualTo("cloud://db\n");
            // As in a checkout that was cleaned, and from another directory.
            Files.delete(directory.resolve("compose.yml"));
            Files.delete(directory.resolve("token"));
            new Down(InstalledDocker.CLI, environment.messages)
                    .run(
                            environment.key,
                            environment.layout(directory.resolve("other")).of(environment.key),
                            Duration.ZERO);

            assertThat(directory.resolve("made-db")).doesNotExist();
            assertThat(directory.resolve("made-cache")).doesNotExist();
            assertThat(environment.messages.warnings).isEmpty();
            environment.assertNothingLeft();
        }
    }

    @Test
    void aProviderThatFailsIsTriedAgainAndAllElseIsRemoved() throws IOException {
        needsCompose(2, 36);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, PROVIDED_STACK)) {
            environment.up();
            Files.createFile(directory.resolve("broken"));

            assertThatThrownBy(environment::down)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining(
                            "the provider of cache, db has not removed what it made: the cloud is closed");

            assertThat(environment.containers()).isEmpty();
            assertThat(environment.lease()).isPresent();
            Files.delete(directory.resolve("broken"));
            assertThat(environment.down()).isEqualTo(Down.Outcome.DOWN);
            assertThat(directory.resolve("made-db")).doesNotExist();
            environment.assertNothingLeft();
        }
    }

    @Test
    void aFailedUpTakesBackOnlyWhatItHasProvided() throws IOException {
        needsCompose(2, 36);
        String without =
                PROVIDED_STACK.replace("  cache:\n    provider: {type: ./provider}\n    depends_on: [db]\n", "");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, without)) {
            environment.up();
            Files.writeString(
                    directory.resolve("compose.yml"),
                    PROVIDED_STACK.replace(
                            "  web:\n",
                            "  wrong:\n    image: debian:trixie-slim\n    command: 'false'\n    depends_on: [cache]\n  web:\n"));

            assertThatThrownBy(environment::up).isInstanceOf(EsbException.class).hasMessageContaining("wrong");

            assertThat(directory.resolve("made-cache")).doesNotExist();
            assertThat(directory.resolve("made-db")).exists();
            environment.down();
            assertThat(directory.resolve("made-db")).doesNotExist();
            environment.assertNothingLeft();
        }
    }

    @Test
    void aProviderThatDoesNotComeUpIsNamed() throws IOException {
        needsCompose(2, 36);
        Files.writeString(
                directory.resolve("provider"),
                "#!/bin/sh\necho '{\"type\":\"error\",\"message\":\"no more clouds\"}'\nexit 1\n");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, PROVIDED_STACK)) {
            assertThatThrownBy(environment::up)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("the provider './provider' of service 'db' failed: no more clouds");
        }
    }

    /** Where the test sees what the hook writes. */
    private static void upSharingTheDirectory(EnvironmentOnEngine environment) {
        environment.up(
                Owners.PERSON,
                RequestVariants.withEntries(environment.request(), Set.of("."), Set.of()),
                EnvironmentOnEngine.OPTIONS,
                environment.messages);
    }

    @Test
    void aPreStopHookRunsBeforeItsContainerStops() throws IOException {
        needsCompose(2, 30);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, HOOKED_STACK)) {
            upSharingTheDirectory(environment);

            environment.down();

            assertThat(directory.resolve("stopped")).hasContent("web hello");
            assertThat(environment.messages.warnings).isEmpty();
            environment.assertNothingLeft();
        }
    }

    @Test
    void aPreStopHookThatFailsIsSaidAndItsContainerGoesAllTheSame() throws IOException {
        needsCompose(2, 30);
        String failing = HOOKED_STACK.replace("sleep 1;", "echo no such drain >&2; exit 3;");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, failing)) {
            environment.up();
            environment.messages.warnings.clear();

            environment.down();

            assertThat(environment.messages.warnings)
                    .singleElement()
                    .asString()
                    .startsWith("The pre_stop hooks of web have failed, and the containers are stopped without: ");
            environment.assertNothingLeft();
        }
    }

    /** Older ones refuse the file. */
    private static void needsCompose(int major, int minor) {
        assumeThat(InstalledDocker.hasCompose(major, minor))
                .as(
                        "Compose %s.%s or newer is needed, and %s is installed",
                        major, minor, InstalledDocker.composeVersion())
                .isTrue();
    }
}
