package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.docker.DockerException;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.EngineIds;
import dev.esb.docker.EngineInfo;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.LabelledResources;
import dev.esb.docker.Recorded;
import dev.esb.docker.RecordedCase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
    @RecordedCase("info")
    void isFoundWhereItAnswers(Recorded recorded) {
        FakeDocker docker = new LabelledResources()
                .serve(new FakeDocker())
                .then(new EngineCommand.Info(), command -> recorded.answerTo(new EngineCommand.Info()));

        assertThat(Engine.check(docker, Map.of()))
                .extracting(Engine::ids, Engine::place)
                .containsExactly(recorded.answerTo(new EngineCommand.Ids()), new EnginePlace.Here());
        assertThat(Engine.check(docker, Map.of("DOCKER_HOST", "tcp://build-host:2376")))
                .extracting(Engine::place)
                .isEqualTo(new EnginePlace.Elsewhere("build-host"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', unix:///var/run/docker.sock, 127.0.0.1",
        "'', ssh://me@build-host, build-host",
        "tcp://10.0.0.5:2375, unix:///var/run/docker.sock, 10.0.0.5"
    })
    void hasAHostThatIsKnownWithoutTheEngine(String variable, String endpoint, String host) {
        FakeDocker docker = new FakeDocker().answer(new EngineCommand.CurrentEndpoint(), endpoint);

        assertThat(Engine.host(docker, Map.of("DOCKER_HOST", variable))).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "26.1.5+dfsg1, 2.26.1, true",
        "29.9.0-beta.24, v5.6.0, true",
        "dev, 2.40.3, true",
        "25.0.5, 2.26.1, false",
        "26.1.5, 2.25.0, false",
        "5.4.2, 2.26.1, false"
    })
    void hasOptionsOfVolumesFromDocker26AndCompose226On(String version, String compose, boolean expected) {
        EngineInfo info = new EngineInfo(EngineIds.lasting("id"), version, "Debian", compose, "default", List.of());
        FakeDocker docker = new FakeDocker().answer(new EngineCommand.Info(), info);

        assertThat(Engine.check(docker, Map.of()).hasVolumeOptions()).isEqualTo(expected);
        assertThat(Engine.check(docker, Map.of("DOCKER_HOST", "tcp://10.0.0.5:2375"))
                        .hasVolumeOptions())
                .isEqualTo(expected);
    }

    @RecordedCase("no-engine/info")
    void explainsTheFailureOfACommandWhoseWordsDoNot(Recorded recorded) {
        DockerException failure = FakeDocker.exception(List.of("docker", "ps"), 1, "error during connect: EOF");
        FakeDocker down =
                new FakeDocker().then(new EngineCommand.Info(), command -> recorded.answerTo(new EngineCommand.Info()));

        assertThat(Engine.fault(failure, down, Map.of()))
                .hasValueSatisfying(reason ->
                        assertThat(reason).hasMessageStartingWith("The Docker engine does not answer (Cannot connect"));
    }

    @RecordedCase("info")
    void isNoReasonForAFailureWhereItAnswers(Recorded recorded) {
        DockerException failure = FakeDocker.exception(List.of("docker", "ps"), 1, "invalid filter");
        FakeDocker docker = new LabelledResources()
                .serve(new FakeDocker())
                .then(new EngineCommand.Info(), command -> recorded.answerTo(new EngineCommand.Info()));

        assertThat(Engine.fault(failure, docker, Map.of())).isEmpty();
        assertThat(docker.calls()).contains(new EngineCommand.Info());
    }

    @Test
    void isTheReasonForAFailureWhoseWordsSaySoAndIsNotAskedAgain() {
        FakeDocker docker = new FakeDocker();
        DockerException failure = FakeDocker.exception(
                List.of("docker", "ps"), 1, "permission denied while trying to connect to the Docker daemon socket");

        assertThat(Engine.fault(failure, docker, Map.of()))
                .hasValueSatisfying(
                        reason -> assertThat(reason).hasMessageStartingWith("You may not use the Docker engine"));
        assertThat(docker.calls()).isEmpty();
    }

    @RecordedCase("no-engine/info")
    void saysHowToStartItWhereItDoesNotAnswer(Recorded recorded) {
        assertThatThrownBy(() -> check(recorded))
                .isInstanceOf(EsbException.class)
                .hasMessage("The Docker engine does not answer (Cannot connect to the Docker daemon at"
                        + " unix:///run/none.sock. Is the docker daemon running?). Start it (Linux: sudo systemctl start"
                        + " docker; macOS and Windows: Docker Desktop), or correct DOCKER_HOST or 'docker context use' if"
                        + " it runs elsewhere.");
    }

    @RecordedCase("no-permission/info")
    void saysHowToGetThePermissionToUseIt(Recorded recorded) {
        assertThatThrownBy(() -> check(recorded))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("You may not use the Docker engine (permission denied")
                .hasMessageEndingWith("sudo usermod -aG docker $USER");
    }

    /** As Docker Desktop words it to an account that is not in its group. */
    @Test
    void saysHowToGetThePermissionOnWindows() {
        String words = "error during connect: this error may indicate that the docker daemon is not running: Get"
                + " \"http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/info\": open //./pipe/docker_engine: Access is denied.";

        assertThat(Engine.notRunning(words))
                .hasMessageStartingWith("You may not use the Docker engine (error during connect")
                .hasMessageEndingWith("net localgroup docker-users %USERNAME% /add");
    }

    /** The other host refuses, and no group of this one helps. */
    @Test
    void doesNotSpeakOfAGroupWhereSshIsRefused() {
        FakeDocker docker = new FakeDocker()
                .fails(new EngineCommand.Info(), 1, "error: stderr=me@far:\n Permission denied (publickey).\n");

        assertThatThrownBy(() -> Engine.check(docker, Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith(
                        "The Docker engine does not answer (error: stderr=me@far: Permission denied (publickey).).");
    }

    /** What the docker command 26 says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: Client sent an HTTP request to an HTTPS server.",
                "error during connect: Get \"https://docker:2376/v1.45/info\": http: server gave HTTP response to HTTPS client",
                "error during connect: Get \"https://docker:2376/v1.45/info\": remote error: tls: certificate required",
                "error during connect: Get \"https://docker:2376/v1.45/info\": tls: failed to verify certificate: x509: certificate"
                        + " is valid for localhost, not docker",
                "Failed to initialize: unable to resolve docker endpoint: open /certs/client/ca.pem: no such file or directory"
            })
    void saysWhichCertificatesAreNeeded(String words) {
        FakeDocker docker = new FakeDocker().fails(new EngineCommand.Info(), 1, words);

        assertThatThrownBy(() -> Engine.check(docker, Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The Docker engine and the docker command do not agree on TLS (" + words + ").")
                .hasMessageContaining("set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH");
    }

    private static void check(Recorded info) {
        Engine.check(
                new FakeDocker().then(new EngineCommand.Info(), command -> info.answerTo(new EngineCommand.Info())),
                Map.of());
    }

    @Test
    void bindsToLoopbackOnlyWhereTestsRunBesideTheContainers() {
        assertThat(Engine.local("id").place().bind()).isEqualTo("127.0.0.1");
        assertThat(new EnginePlace.Elsewhere("build-host").bind()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.25.0", "v2.26.1", "2.26.1-4", "2.40.3-desktop.1", "v5.0.0"})
    void takesAComposeThatIsNewEnough(String version) {
        assertThatCode(() -> Engine.requireCompose(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.24.7", "v2.3.3", "1.29.2"})
    void saysWhyAComposeIsTooOld(String version) {
        assertThatThrownBy(() -> Engine.requireCompose(version))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("Compose " + version + " is too old")
                .hasMessageContaining("at least 2.25")
                .hasMessageContaining("https://docs.docker.com/compose/install/");
    }

    @Test
    void saysThatThereIsNoCompose() {
        EngineInfo withoutCompose = new EngineInfo(EngineIds.lasting("id"), "28.5.2", "", "", "default", List.of());
        FakeDocker docker = new FakeDocker().answer(new EngineCommand.Info(), withoutCompose);

        assertThatThrownBy(() -> Engine.check(docker, Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("no Compose plugin");
    }

    /** Of Compose, whose words are not those of the docker command. */
    @RecordedCase("no-engine/up")
    void isTheFaultWhereComposeDoesNotReachIt(Recorded recorded) {
        DockerException failure = FakeDocker.exception(List.of("docker", "compose"), 1, recorded.errorOutput());

        assertThat(Engine.fault(failure))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .hasMessageStartingWith("The Docker engine does not answer (")
                        .hasMessageContaining("unix:///run/none.sock")
                        .hasMessageEndingWith("if it runs elsewhere."));
    }

    @Test
    void isNotTheFaultOfOtherFailures() {
        assertThat(Engine.fault(FakeDocker.exception(List.of("docker"), 1, "no space left on device")))
                .isEmpty();
    }
}
