package dev.esb.doctor;

import static dev.esb.doctor.Patient.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.EsbException;
import dev.esb.docker.EngineCommand.ContextEndpoint;
import dev.esb.docker.EngineCommand.ContextTls;
import dev.esb.docker.EngineCommand.Describe;
import dev.esb.docker.EngineCommand.DescribeClient;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.Recorded;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.VolumeCommand;
import dev.esb.doctor.CheckResult.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the {@code docker} command and its engine, and that the rest is looked at all the same. */
class DoctorTest {
    @TempDir
    private Path directory;

    private Patient patient;

    @BeforeEach
    void makeAMachine() {
        patient = new Patient(directory);
    }

    @Test
    void hasNothingToSayOfAMachineOnWhichAllIsWell() {
        assertThat(patient.complaints(engine())).isEmpty();
    }

    @Test
    void looksAtEverythingInAFixedOrder() {
        assertThat(patient.with(engine()).examine())
                .extracting(CheckResult::name)
                .containsExactly(
                        "engine",
                        "compose",
                        "buildx",
                        "works-with",
                        "slots",
                        "ports",
                        "subnet-pool",
                        "networks",
                        "left-over",
                        "outgoing-ports",
                        "engine-disk",
                        "home-disk",
                        "memory",
                        "home",
                        "sockets");
    }

    @Test
    void asksTheEngineElevenQuestionsAndChangesNothing() {
        patient.with(engine()).examine();

        assertThat(patient.docker.calls()).hasSize(11);
        assertThat(patient.docker.calls(VolumeCommand.Create.class)).isEmpty();
        assertThat(patient.docker.calls(ResourceCommand.Remove.class)).isEmpty();
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void namesTheEngineAndWhereItIs() {
        assertThat(patient.with(engine()).examine().get(0).found())
                .isEqualTo("Docker 26.1.5+dfsg1, on Debian GNU/Linux 13 (trixie), on this machine");
    }

    @Test
    void saysHowAnEngineElsewhereIsReachedAndKeepsAPasswordToItself() {
        patient.variables.put("DOCKER_HOST", "tcp://me:secret@build-host:2376");
        patient.variables.put("DOCKER_TLS_VERIFY", "1");
        assertThat(patient.with(engine()).examine().get(0).found())
                .isEqualTo(
                        "Docker 26.1.5+dfsg1, on Debian GNU/Linux 13 (trixie), elsewhere, over TCP with TLS, where ports"
                                + " answer at build-host, at tcp://me:***@build-host:2376 (DOCKER_HOST)");

        patient.variables.put("DOCKER_HOST", "ssh://me@build-host.invalid");
        assertThat(patient.examine().get(0).found())
                .endsWith(
                        "elsewhere, over ssh, where ports answer at build-host.invalid, at ssh://me@build-host.invalid"
                                + " (DOCKER_HOST)");
    }

    @Test
    void warnsOfAnEngineThatIsOpenToAll() {
        patient.variables.put("DOCKER_HOST", "tcp://build-host:2375");

        assertThat(patient.complaints(engine()))
                .filteredOn(result -> !result.name().equals("works-with"))
                .containsExactly(new CheckResult(
                        "engine",
                        Status.WARNING,
                        "Docker 26.1.5+dfsg1, on Debian GNU/Linux 13 (trixie), elsewhere, over TCP without TLS, where ports"
                                + " answer at build-host, at tcp://build-host:2375 (DOCKER_HOST): all who can connect to that"
                                + " port are root on that machine.",
                        "Have it take TLS alone (https://docs.docker.com/engine/security/protect-access/) and set"
                                + " DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or reach it over ssh:"
                                + " DOCKER_HOST=ssh://USER@build-host"));

        patient.variables.put("DOCKER_HOST", "tcp://127.0.0.1:2375");
        assertThat(patient.complaints(engine())).isEmpty();
    }

    @Test
    void saysWhatOfAnEngineElsewhereCannotBeSeen() {
        patient.variables.put("DOCKER_HOST", "tcp://build-host:2376");
        patient.variables.put("DOCKER_TLS_VERIFY", "1");
        patient.with(engine()).listening(20000);

        assertThat(patient.examine())
                .filteredOn(result -> List.of("ports", "subnet-pool").contains(result.name()))
                .extracting(CheckResult::found)
                .containsExactly(
                        "In 20000-32767, 798 of 798 blocks of 16 ports are free; what else listens on the engine's machine"
                                + " cannot be seen from here",
                        "In 10.208.0.0/12, 1023 of 1023 slots have all their subnets for themselves; the routes of the engine's"
                                + " machine cannot be seen from here");
    }

    /** A context has its own certificates. */
    @ParameterizedTest
    @CsvSource({"true, over TCP with TLS", "false, over TCP without TLS"})
    void asksTheContextForCertificates(boolean hasTls, String expected) {
        patient.variables.put("DOCKER_TLS_VERIFY", "1");
        patient.docker
                .then(new Describe(), command -> new Describe().parse("""
                        {"ServerVersion": "26.1.5", "ClientInfo": {"Context": "far"}}"""))
                .answer(new ContextEndpoint("far"), "tcp://build-host:2376")
                .answer(new ContextTls("far"), hasTls);

        assertThat(patient.examine().get(0).found()).contains(expected);
    }

    @Test
    void namesAnAddressOnceThatNoEngineCanHave() {
        patient.variables.put("DOCKER_HOST", "tcp://build-host:port");

        assertThat(patient.examine().get(0))
                .isEqualTo(new CheckResult(
                        "engine",
                        Status.ERROR,
                        "DOCKER_HOST is 'tcp://build-host:port', where the docker command finds no engine: 'port' is no port.",
                        "Give it the form unix:///var/run/docker.sock, tcp://HOST:2376 or ssh://USER@HOST, or take DOCKER_HOST out"
                                + " of the environment."));
    }

    @Test
    void saysHowToGetADockerCommandAndLooksAtTheRest() {
        patient.docker.then(new Describe(), command -> {
            throw new EsbException(
                    "The 'docker' command could not be started (No such file or directory).", "Install it.");
        });

        assertThat(patient.complaints())
                .containsExactly(
                        new CheckResult(
                                "engine",
                                Status.ERROR,
                                "The 'docker' command could not be started (No such file or directory).",
                                "Install it."),
                        unseen());
        assertThat(names())
                .containsExactly(
                        "engine", "works-with", "not-seen", "outgoing-ports", "home-disk", "memory", "home", "sockets");
    }

    /** From Docker 28 on, the command fails there. */
    @ParameterizedTest
    @ValueSource(strings = {"docker-26-compose-2.26", "docker-28-compose-2.40", "docker-29-compose-5"})
    void saysHowToStartAnEngineThatDoesNotAnswer(String engine) {
        patient.variables.put("DOCKER_HOST", "unix:///run/none.sock");

        assertThat(recorded(engine, "no-engine/info"))
                .containsExactly(
                        new CheckResult(
                                "engine",
                                Status.ERROR,
                                "The Docker engine does not answer (Cannot connect to the Docker daemon at"
                                        + " unix:///run/none.sock. Is the docker daemon running?). DOCKER_HOST is unix:///run/none.sock.",
                                "Start it (Linux: sudo systemctl start docker; macOS and Windows: Docker Desktop), or"
                                        + " correct DOCKER_HOST or 'docker context use' if it runs elsewhere."),
                        unseen());
        assertThat(names()).contains("compose", "buildx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-26-compose-2.26", "docker-28-compose-2.40"})
    void saysHowToGetThePermission(String engine) {
        assertThat(recorded(engine, "no-permission/info").get(0)).satisfies(result -> {
            assertThat(result.found()).startsWith("You may not use the Docker engine (permission denied");
            assertThat(result.advice())
                    .isEqualTo("Join the group that may, and log in again: sudo usermod -aG docker $USER");
        });
    }

    @Test
    void saysThatCommandAndEngineDoNotSpeakTheSameApi() {
        assertThat(recorded("docker-26-compose-2.26", "other-api/info").get(0)).satisfies(result -> {
            assertThat(result.found()).startsWith("The Docker engine is too old for this docker command");
            assertThat(result.advice()).contains("set DOCKER_API_VERSION=1.45 in the environment");
        });
    }

    @Test
    void doesNotWaitForEverForAnEngineThatHangs() {
        CountDownLatch end = new CountDownLatch(1);
        patient.patience = Duration.ofSeconds(1);
        patient.docker.then(new Describe(), command -> await(end));

        List<CheckResult> results = patient.examine();
        end.countDown();

        assertThat(results.get(0))
                .isEqualTo(new CheckResult(
                        "engine",
                        Status.ERROR,
                        "The Docker engine has not answered within 1 s.",
                        "Restart it (Linux: sudo systemctl restart docker; macOS and Windows: Docker Desktop), or correct"
                                + " DOCKER_HOST or 'docker context use' if it runs elsewhere."));
        assertThat(results).extracting(CheckResult::name).contains("works-with", "home-disk", "memory", "home");
    }

    /** Another process has removed it since the engine was asked. */
    @Test
    void goesOnWhereTheContextIsGone() {
        patient.docker
                .then(new Describe(), command -> new Describe().parse("""
                        {"ServerVersion": "26.1.5", "ClientInfo": {"Context": "gone"}}"""))
                .fails(new ContextEndpoint("gone"), 1, "context \"gone\": context not found");

        assertThat(patient.complaints().get(0).found())
                .isEqualTo("The Docker engine does not answer (context \"gone\": context not found).");
    }

    @Test
    void saysWhatToDoAlsoWhereAnErrorHasNoSuchPart() {
        patient.docker.then(new Describe(), command -> {
            throw new EsbException("The 'docker' command printed something that is not JSON: 'hello'. Find out why.");
        });

        assertThat(patient.complaints().get(0).advice()).isEqualTo("Do what it says, and run 'mvn esb:doctor' again.");
    }

    @Test
    void goesOnWhereTheEngineRefusesACommand() {
        patient.docker.everyFails(
                NetworkCommand.Inspect.class, 1, "Error response from daemon: no such thing\nplugin missing");

        assertThat(patient.complaints(engine()))
                .extracting(CheckResult::name, CheckResult::found)
                .containsExactly(
                        tuple(
                                "subnet-pool",
                                "The engine refused a command: Error response from daemon: no such thing; plugin missing"),
                        tuple(
                                "networks",
                                "The engine refused a command: Error response from daemon: no such thing; plugin missing"));
    }

    @Test
    void reportsAFaultOfItsOwnAsAResult() {
        patient.docker.every(NetworkCommand.Inspect.class, command -> {
            throw new IllegalStateException("broken");
        });

        assertThat(patient.complaints(engine()).get(0))
                .isEqualTo(new CheckResult(
                        "subnet-pool",
                        Status.ERROR,
                        "The check itself failed: java.lang.IllegalStateException: broken",
                        "That is a fault of this plugin; report it with what 'mvn -X esb:doctor' prints."));
    }

    private static Object await(CountDownLatch end) {
        try {
            end.await();
            return engine().description();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<CheckResult> recorded(String engine, String name) {
        Recorded recorded = new Recorded(engine, name);
        patient.docker
                .then(new Describe(), command -> recorded.answerTo(new Describe()))
                .then(new DescribeClient(), command -> new DescribeClient().parse(recorded.output()));
        return patient.complaints();
    }

    private List<String> names() {
        return patient.examine().stream().map(CheckResult::name).toList();
    }

    private static CheckResult unseen() {
        return new UnseenCheck().run().get(0);
    }
}
