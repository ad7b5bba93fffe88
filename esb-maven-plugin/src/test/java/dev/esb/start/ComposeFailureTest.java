package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.esb.FakeTime;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.Recorded;
import dev.esb.docker.RecordedCase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeFailureTest {
    private static final ComposeCommand.Up UP =
            new ComposeCommand.Up("p", Path.of("/project/target/esb/a/compose.yml"), Path.of("/project"), false, 2);
    private static final StackServices STACK = Stacks.of("p", """
            services:
              db: {image: "postgres:17"}
              job: {image: "postgres:17", container_name: filler}
              api: {image: "example.invalid/api:1", depends_on: {job: {condition: service_completed_successfully}}}
              web: {image: "example.invalid/nothing:1", depends_on: {db: {condition: service_healthy}}}
            """);
    private static final StackServices BUILT = Stacks.of("p", "services: {web: {build: {context: .}}}");

    private static final StackServices PROVIDED = Stacks.of("p", """
            services:
              cloud: {provider: {type: ./cloud-db}}
              web: {image: nginx, depends_on: {cloud: {condition: service_started}}}
            """);

    private final FakeDocker docker = new FakeDocker();

    @RecordedCase("up/unhealthy")
    void namesTheServiceThatIsUnhealthyAndTheOneThatWaitsForIt(Recorded recorded) {
        docker.fails(UP, recorded);

        StartFailedException failure = failure(STACK);

        assertThat(failure)
                .hasMessage("service 'db' is unhealthy, and 'web' waits for it (depends_on, service_healthy)");
        assertThat(failure.services()).containsExactly("db");
    }

    @RecordedCase("up/exits")
    void namesTheServiceThatExited(Recorded recorded) {
        docker.fails(UP, recorded);

        StartFailedException failure = failure(STACK);

        assertThat(failure)
                .hasMessageStartingWith("service \"job\" didn't complete successfully: exit 3, and 'api' waits");
        assertThat(failure.services()).containsExactly("job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exited (7)", "has no healthcheck configured"})
    void namesAServiceByItsContainer(String what) {
        docker.fails(UP, 1, " Container filler  Error\ndependency failed to start: container filler " + what);

        StartFailedException failure = failure(STACK);

        assertThat(failure).hasMessageStartingWith("service 'job' " + what);
        assertThat(failure.services()).containsExactly("job");
    }

    /** As Compose 2.40 and 5.6 print it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' cloud  no more clouds' | no more clouds",
                "' cloud Error no more clouds ' | no more clouds",
                "' cloud  exit status 4' | failed to create service provider: exit status 4"
            })
    void namesTheProviderThatFailed(String progress, String words) {
        docker.fails(UP, 1, " cloud  Creating\n cloud  working\n" + progress + "\n" + words);

        assertThat(failure(PROVIDED)).hasMessage("the provider './cloud-db' of service 'cloud' failed: " + words);
    }

    @Test
    void namesTheProviderThatIsNotThere() {
        docker.fails(UP, 1, "exec: \"./cloud-db\": stat ./cloud-db: no such file or directory");

        assertThat(failure(PROVIDED))
                .hasMessage(
                        "the provider './cloud-db' of service 'cloud' cannot be run: it has to be a plugin of docker or a"
                                + " program on the PATH (exec: \"./cloud-db\": stat ./cloud-db: no such file or directory)");
    }

    @RecordedCase("up/missing-image")
    void saysOnceWhichImageCannotBePulledForWhichServiceAndWhatToDo(Recorded recorded) {
        docker.fails(UP, recorded);

        assertThat(failure(STACK))
                .hasMessageStartingWith("the image 'example.invalid/nothing:1' of service 'web' cannot be pulled: ")
                .hasMessageContaining("network is unreachable. The engine does not reach the registry: ")
                .hasMessageNotContaining("Error response from daemon")
                .hasMessageNotContaining("\n");
    }

    @Test
    void namesAllServicesOfAnImageAndOtherImagesWithoutSayingTheReasonTwice() {
        docker.fails(UP, 1, """
                 db Pulling\s
                 job Pulling\s
                 api Pulling\s
                 db Error manifest for postgres:17 not found: manifest unknown
                 job Error manifest for postgres:17 not found: manifest unknown
                 api Error pull access denied for example.invalid/api
                Error response from daemon: manifest for postgres:17 not found: manifest unknown""");

        assertThat(failure(STACK))
                .hasMessageStartingWith("the image 'postgres:17' of services 'db', 'job' cannot be pulled: manifest for"
                        + " postgres:17 not found: manifest unknown. Correct the image's name and tag, or ")
                .hasMessageEndingWith("The same goes for the image 'example.invalid/api:1' of service 'api'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No such image: example.invalid/api:1",
                // Podman 5
                "failed to find image example.invalid/api:1: example.invalid/api:1: No such image"
            })
    void namesAnImageThatIsNotToBePulled(String words) {
        docker.fails(UP, 1, " Container p-api-1  Creating\nError response from daemon: " + words);

        assertThat(failure(STACK))
                .hasMessageStartingWith(
                        "the image 'example.invalid/api:1' of service 'api' is not on the engine. Correct");
    }

    @RecordedCase("up/build-fails")
    void saysWhichBuildFailedAndAtWhichStep(Recorded recorded) {
        docker.fails(UP, recorded);

        assertThat(failure(BUILT))
                .hasMessageStartingWith("the image of service 'web' could not be built")
                .hasMessageContaining("[\"/bin/busybox\",\"false\"]'");
    }

    @Test
    void saysTheLastLinesOfTheStepThatFailedAmongSeveralBuilds() {
        docker.fails(UP, 1, """
                #7 [web build 2/2] RUN make web
                #7 0.147 compiling web
                #8 [api build 2/2] RUN make api
                #8 0.154 compiling api
                #7 [web build 2/2] RUN make web
                #7 1.148 web is broken
                #7 ERROR: process "/bin/sh -c make web" did not complete successfully: exit code: 4
                #8 CANCELED
                failed to solve: process "/bin/sh -c make web" did not complete successfully: exit code: 4""");

        assertThat(failure(Stacks.of("services: {api: {build: {}}, web: {build: {}}}")))
                .hasMessage("""
                the image of service 'web' could not be built, because a command of its Dockerfile ended with 4
                The last lines of the build, of '[web build 2/2] RUN make web':
                  compiling web
                  web is broken""");
    }

    @Test
    void saysWhichBaseImageABuildLacks() {
        docker.fails(
                UP,
                1,
                "failed to solve: base:9: failed to resolve source metadata for docker.io/library/base:9:"
                        + " failed to do request: Head \"https://registry.example/v2/\": no such host");

        assertThat(failure(BUILT))
                .hasMessageStartingWith("the image of service 'web' could not be built, because its base image 'base:9'"
                        + " cannot be pulled: failed to do request: Head")
                .hasMessageContaining("The engine does not reach the registry");
    }

    @RecordedCase("up/needs-buildkit")
    void saysHowToGetBuildKitWhereABuildNeedsIt(Recorded recorded) {
        docker.fails(UP, recorded);

        assertThat(failure(BUILT))
                .hasMessageStartingWith(
                        "the image of service 'web' could not be built, because it needs BuildKit, and"
                                + " Docker's old builder was used: the --mount option requires BuildKit. Install the Buildx plugin")
                .hasMessageContaining(
                        "'docker buildx version' works; where DOCKER_BUILDKIT=0 is set, take it out of the");
    }

    @Test
    void saysThatAKeyOfABuildNeedsBuildKit() {
        docker.fails(UP, 1, "the classic builder doesn't support secrets, set DOCKER_BUILDKIT=1 to use BuildKit");

        assertThat(failure(BUILT))
                .hasMessageContaining("old builder was used: the classic builder doesn't support secrets. Install the");
    }

    @Test
    void saysThatADockerfileInTheStackNeedsBuildKit() {
        String words =
                "unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /project/Dockerfile:"
                        + " no such file or directory";
        docker.fails(UP, 1, words);

        assertThat(failure(Stacks.of("p", "services: {web: {build: {context: ., dockerfile_inline: FROM scratch}}}")))
                .hasMessageContaining("image of service 'web' could not be built, because it needs BuildKit")
                .hasMessageContaining("'dockerfile_inline'. Install the Buildx plugin");
        assertThat(failure(BUILT)).hasMessage(words);
    }

    @RecordedCase("up/secret-not-set")
    void saysHowToSetTheVariableThatASecretIs(Recorded recorded) {
        docker.fails(UP, recorded);

        assertThat(failure(STACK))
                .hasMessage(
                        "a secret or config of the stack is the variable TOKEN ('environment'), which is not set. Set it in"
                                + " Maven's environment, in the file of variables (esb.envFile, else '.env'), or with"
                                + " -Desb.environment.TOKEN=...");
    }

    @RecordedCase("no-engine/up")
    void saysWhatToDoWhereTheEngineDoesNotAnswerAnyMore(Recorded recorded) {
        docker.fails(UP, recorded);

        assertThat(failure(STACK))
                .hasMessageStartingWith("The Docker engine does not answer (")
                .hasMessageContaining("unix:///run/none.sock")
                .hasMessageNotContaining("\n");
    }

    @Test
    void namesTheServiceThatTheEngineDoesNotCreate() {
        docker.fails(UP, 1, """
                 Container p-web-1  Creating
                Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /no""");

        assertThat(failure(STACK))
                .hasMessage("service 'web' could not be created: '/no', which it mounts, is not there."
                        + " Create it, or correct 'volumes' of the service.");
    }

    @Test
    void saysThatItIsOneOfSeveral() {
        docker.fails(UP, 1, """
                 Container p-web-1  Starting
                 Container p-db-1  Starting
                 Container p-db-1  Started
                 Container filler  Starting
                Error response from daemon: no room""");

        assertThat(failure(STACK)).hasMessage("one of the services 'web', 'job' could not be started: no room");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Error response from daemon: network fabric not found; network 'fabric'; network create fabric; shared",
                "network fabric declared as external, but could not be found; network 'fabric'; network create fabric; shared",
                "external volume \"rows\" not found; volume 'rows'; volume create rows; rows",
            })
    void saysHowToMakeWhatTheStackTakesForGranted(String words, String what, String command, String key) {
        docker.fails(UP, 1, words);

        assertThat(failure(Stacks.of("""
                services: {web: {image: shop}}
                networks: {shared: {name: fabric, external: true}}
                volumes: {rows: {external: true}}""")))
                .hasMessage(
                        "the %s is 'external' in the stack, and not on the engine. Create it with 'docker %s', or give each"
                                        .formatted(what, command)
                                + " environment but 'default' one of its own: -Desb.isolate=" + key);
    }

    @Test
    void passesOnThatANetworkOfItsOwnIsNotThere() {
        docker.fails(UP, 1, "Error response from daemon: network p_default not found");

        assertThat(failure(STACK)).hasMessage("network p_default not found");
    }

    @Test
    void passesOnOnceWhatItDoesNotKnow() {
        docker.fails(UP, 1, """
                time="2026-01-31T12:00:00Z" level=warning msg="The \\"TAG\\" variable is not set."
                 p-web  Built
                 web Skipped - Image is already present locally\s
                 Container p-db-1  Error no space left on device
                no space left on device
                no space left on device""");

        assertThat(failure(STACK)).hasMessage("no space left on device");
    }

    @Test
    void saysWhatThereIsWhereAllLinesAreAboutProgress() {
        docker.fails(UP, 1, " Container esb-a-db-1  Starting\n Container esb-a-db-1  Error");

        assertThat(failure(STACK)).hasMessageEndingWith("Container esb-a-db-1  Error");
    }

    @Test
    void saysTheLastLinesOfALongError() {
        docker.fails(
                UP, 1, IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));

        assertThat(failure(STACK)).hasMessageStartingWith("line 26\n").hasMessageEndingWith("\nline 40");
    }

    private StartFailedException failure(StackServices stack) {
        ComposeUp up =
                new ComposeUp(docker, Reporter.NONE, new TimeLimit(Duration.ofSeconds(60), new FakeTime()), stack);
        return catchThrowableOfType(StartFailedException.class, () -> up.run(UP));
    }
}
