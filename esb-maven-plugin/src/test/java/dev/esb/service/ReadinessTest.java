package dev.esb.service;

import static dev.esb.service.Summaries.exited;
import static dev.esb.service.Summaries.healthy;
import static dev.esb.service.Summaries.of;
import static dev.esb.service.Summaries.port;
import static dev.esb.service.Summaries.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerHealth;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.Containers;
import dev.esb.docker.EngineIds;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.PortBinding;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.healthcheck.Healthchecks;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessTest {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String HEALTHCHECK = "{healthcheck: {test: [CMD, 'true']}}";

    private final FakeTime time = new FakeTime();
    private final RecordedMessages messages = new RecordedMessages();
    private final FakeDocker docker = new FakeDocker();
    private final List<String> probed = new ArrayList<>();
    private Engine engine = Engine.local("engine");
    private Optional<Healthchecks> healthchecks = Optional.empty();
    private ContainerReadiness.Waits waits = (container, startsAgain) -> "";
    private BiPredicate<String, Integer> isListening = (host, port) -> true;

    @Test
    void waitsUntilAHealthcheckPasses() {
        engineShows(List.of(running("db", "Up 1 second (health: starting)")));
        engineShows(List.of(healthy("db")));

        assertThat(await("db: " + HEALTHCHECK)).containsExactly(healthy("db"));
        assertThat(time.slept()).isEqualTo(INTERVAL);
    }

    /** A container that was just started has its healthcheck in the file before the engine shows its state. */
    @Test
    void waitsForAHealthcheckThatTheEngineDoesNotShowYet() {
        engineShows(List.of(running("db", "Up Less than a second")));
        engineShows(List.of(healthy("db")));

        await("db: " + HEALTHCHECK);

        assertThat(time.slept()).isEqualTo(INTERVAL);
    }

    @Test
    void goesByAHealthcheckOfTheImageToo() {
        engineShows(List.of(running("db", "Up 1 second (health: starting)")));
        engineShows(List.of(healthy("db")));

        await("db: {}");

        assertThat(time.slept()).isEqualTo(INTERVAL);
    }

    /** As on Podman: neither the file nor the list of containers says anything of a healthcheck. */
    @Test
    void goesByAHealthcheckThatTheEngineDoesNotShow() {
        healthchecks = Optional.of(new Healthchecks(docker, messages, time));
        engineShows(List.of(running("db", "Up 1 second")));
        docker.answer(
                new ContainerCommand.InspectHealth(List.of("id-esb-a-db-1")),
                List.of(health(Health.STARTING)),
                List.of(health(Health.HEALTHY)));

        await("db: {}");

        assertThat(time.slept()).isEqualTo(INTERVAL);
    }

    private static ContainerHealth health(Health health) {
        return new ContainerHealth("id-esb-a-db-1", health, true, List.of("true"), TIMEOUT, TIMEOUT, Duration.ZERO, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{healthcheck: {test: [NONE]}}", "{healthcheck: {test: [CMD, x], disable: true}}"})
    void waitsForNoHealthcheckThatIsTurnedOff(String service) {
        engineShows(List.of(running("db", "Up 1 second", port(20000, 5432))));

        await("db: " + service);

        assertThat(time.slept()).isZero();
    }

    @Test
    void failsAtOnceWhenAServiceIsUnhealthy() {
        engineShows(List.of(healthy("web"), running("db", "Up 9 seconds (unhealthy)")));

        assertThatThrownBy(() -> await("web: {}", "db: " + HEALTHCHECK))
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        failure -> assertThat(failure.names("db")).isTrue())
                .hasMessage("service 'db' is unhealthy");
        assertThat(time.slept()).isZero();
    }

    @Test
    void takesAServiceThatEndedWithZeroForReady() {
        engineShows(List.of(exited("migration", 0)));

        await("migration: {}");

        assertThat(time.slept()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{restart: 'no'}"})
    void failsAtOnceWhenAServiceEndsWithAnotherCode(String service) {
        engineShows(List.of(exited("migration", 3)));

        assertThatThrownBy(() -> await("migration: " + service))
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        failure -> assertThat(failure.names("migration")).isTrue())
                .hasMessage("service 'migration' exited with 3");
        assertThat(time.slept()).isZero();
    }

    @Test
    void waitsForAServiceThatTheEngineStartsAgain() {
        engineShows(List.of(exited("worker", 3)));
        engineShows(List.of(of("worker", 1, "restarting", "Restarting (3) 1 second ago")));
        engineShows(List.of(healthy("worker")));

        await("worker: {restart: on-failure}");

        assertThat(time.slept()).isEqualTo(INTERVAL.multipliedBy(2));
    }

    @Test
    void saysWithWhichCodeAServiceKeepsEnding() {
        engineShows(List.of(exited("worker", 3)));

        assertThatThrownBy(() -> await("worker: {restart: always}"))
                .hasMessage("not ready after 30 s (esb.timeout): worker (exited with 3)");
    }

    @Test
    void waitsForEveryContainerOfAService() {
        engineShows(List.of(of("web", 1, "running", "Up 1 second (healthy)")));
        engineShows(List.of(
                of("web", 1, "running", "Up 1 second (healthy)"),
                of("web", 2, "running", "Up 1 second (health: starting)")));
        engineShows(List.of(
                of("web", 1, "running", "Up 1 second (healthy)"), of("web", 2, "running", "Up 1 second (healthy)")));

        await("web: {deploy: {replicas: 2}}");

        assertThat(time.slept()).isEqualTo(INTERVAL.multipliedBy(2));
    }

    @Test
    void saysThatAContainerIsMissing() {
        engineShows(List.of(healthy("web")));

        assertThatThrownBy(() -> await("web: {scale: 2}", "db: {}"))
                .hasMessage("not ready after 30 s (esb.timeout): web (not created), db (not created)");
    }

    @Test
    void waitsForNoContainerOfAServiceThatIsToHaveNone() {
        engineShows(List.of());

        await("web: {deploy: {replicas: 0}}");

        assertThat(time.slept()).isZero();
    }

    @Test
    void waitsForNoContainerOfAServiceThatAProviderRuns() {
        engineShows(List.of());

        await("db: {provider: {type: cloud-db}}");

        assertThat(time.slept()).isZero();
    }

    @Test
    void waitsUntilAPortAnswers() {
        engineShows(List.of(running("web", "Up 1 second", port(20000, 80))));
        isListening = (host, port) -> probed.size() == 3;

        await("web: {}");

        assertThat(probed).containsExactly("127.0.0.1:20000", "127.0.0.1:20000", "127.0.0.1:20000");
        assertThat(time.slept()).isEqualTo(INTERVAL.multipliedBy(2));
    }

    /** Some servers serve one connection and end. */
    @Test
    void asksNoPortAgainThatHasAnswered() {
        engineShows(List.of(running("web", "Up 1 second", port(20000, 80), port(20001, 443))));
        isListening = (host, port) -> port == 20000 || probed.size() > 2;

        await("web: {}");

        assertThat(probed).containsExactly("127.0.0.1:20000", "127.0.0.1:20001", "127.0.0.1:20001");
    }

    @Test
    void asksThePortsOfANewContainerAgain() {
        engineShows(List.of(
                of("web", 1, "running", "Up 1 second", port(20000, 80)),
                of("db", 1, "running", "Up 1 second (health: starting)")));
        engineShows(List.of(of("web", 2, "running", "Up 1 second", port(20000, 80)), healthy("db")));

        await("web: {}", "db: {}");

        assertThat(probed).containsExactly("127.0.0.1:20000", "127.0.0.1:20000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void asksAPortOfEveryAddressOnTheHostOfTheEngine(String address) {
        engine = new Engine(EngineIds.lasting("engine"), new Elsewhere("10.1.2.3"));
        engineShows(List.of(running("web", "Up 1 second", new PortBinding(address, 20000, 80, "tcp"))));

        await("web: {}");

        assertThat(probed).containsExactly("10.1.2.3:20000");
    }

    @Test
    void asksAPortOfOneAddressOnThatAddress() {
        engine = new Engine(EngineIds.lasting("engine"), new Elsewhere("10.1.2.3"));
        engineShows(List.of(running("web", "Up 1 second", new PortBinding("192.168.7.1", 20000, 80, "tcp"))));

        await("web: {}");

        assertThat(probed).containsExactly("192.168.7.1:20000");
    }

    /** They are on another loopback than that of the container in which this process runs. */
    @Test
    void asksNoPortOnTheLoopbackOfTheEnginesMachineFromAContainer() {
        engine = beside("172.17.0.1");
        PortBinding loopback = new PortBinding("127.0.0.1", 20000, 80, "tcp");
        engineShows(List.of(running("web", "Up 1 second", loopback, new PortBinding("0.0.0.0", 20001, 81, "tcp"))));

        await("web: {}");

        assertThat(probed).containsExactly("172.17.0.1:20001");
    }

    @Test
    void asksPortsOnLoopbackFromAContainerInTheNetworkOfTheHost() {
        engine = beside("127.0.0.1");
        engineShows(List.of(running("web", "Up 1 second", port(20000, 80))));

        await("web: {}");

        assertThat(probed).containsExactly("127.0.0.1:20000");
    }

    private static Engine beside(String host) {
        return new Engine(EngineIds.lasting("engine"), new EnginePlace.Beside("0123abc", host, List.of()));
    }

    @Test
    void seesAServiceWithoutPortsRunForAMoment() {
        engineShows(List.of(running("worker", "Up Less than a second")));

        await("worker: {}");

        assertThat(time.slept()).isEqualTo(Duration.ofMillis(600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Up 1 second", "Up 12 minutes", "Up About a minute", "Up About an hour", "Up 3 weeks"})
    void doesNotWaitForOneThatRunsForLonger(String status) {
        engineShows(List.of(running("worker", status)));

        await("worker: {}");

        assertThat(time.slept()).isZero();
    }

    @Test
    void takesAServiceWithUdpPortsForOneWithoutPorts() {
        engineShows(List.of(running("dns", "Up Less than a second", new PortBinding("127.0.0.1", 20000, 53, "udp"))));

        await("dns: {}");

        assertThat(probed).isEmpty();
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void noticesAServiceWithoutPortsThatFailsInItsFirstMoment() {
        engineShows(List.of(running("worker", "Up Less than a second")));
        engineShows(List.of(exited("worker", 1)));

        assertThatThrownBy(() -> await("worker: {}")).hasMessage("service 'worker' exited with 1");
    }

    @Test
    void namesServiceAndReasonWhenTimeIsUp() {
        engineShows(List.of(
                running("web", "Up 1 second", port(20000, 80)),
                running("db", "Up 1 second (health: starting)"),
                healthy("cache"),
                of("mail", 1, "created", "Created")));
        isListening = (host, port) -> false;

        assertThatThrownBy(() -> await("web: {}", "db: {}", "cache: {}", "mail: {}"))
                .isInstanceOfSatisfying(StartFailedException.class, failure -> {
                    assertThat(failure.names("web")).isTrue();
                    assertThat(failure.names("cache")).isFalse();
                })
                .hasMessage("not ready after 30 s (esb.timeout): web (port 80 does not answer), db (not healthy yet),"
                        + " mail (created)");
        assertThat(time.slept()).isEqualTo(TIMEOUT);
    }

    /** By {@code esb:down}, or with a plain docker command. */
    @Test
    void doesNotWaitForContainersThatAnotherProcessHasRemoved() {
        engineShows(List.of(running("db", "Up 1 second (health: starting)"), healthy("web")));
        engineShows(List.of(healthy("web")));

        assertThatThrownBy(() -> await("db: {}", "web: {}"))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("the containers of the service 'db' were removed by another process");
        assertThat(time.slept()).isEqualTo(INTERVAL.multipliedBy(2));
    }

    @Test
    void waitsOnWhereContainersAreMissingForAMoment() {
        engineShows(List.of(running("db", "Up 1 second (health: starting)")));
        engineShows(List.of());
        engineShows(List.of(healthy("db")));

        assertThat(await("db: {}")).extracting(ContainerSummary::service).containsExactly("db");
    }

    @Test
    void hasOnlyTheTimeThatIsLeft() {
        engineShows(List.of(running("db", "Up 1 second (health: starting)")));
        TimeLimit limit = new TimeLimit(TIMEOUT, time);
        time.sleep(Duration.ofSeconds(29));

        assertThatThrownBy(() -> readiness().await(model("db: {}"), "esb-a", limit))
                .isInstanceOf(StartFailedException.class);
        assertThat(time.slept()).isEqualTo(TIMEOUT);
        assertThat(messages.infos).isEmpty();
    }

    @Test
    void isNotMovedByTheHostsClock() {
        docker.then(new ContainerCommand.ListAll("com.docker.compose.project=esb-a"), command -> {
            time.set(Duration.ofHours(1));
            return List.of(running("db", "Up 1 second (health: starting)"), running("worker", "Up Less than a second"));
        });
        docker.then(new ContainerCommand.ListAll("com.docker.compose.project=esb-a"), command -> {
            time.set(Duration.ofHours(-2));
            return List.of(healthy("db"), running("worker", "Up Less than a second"));
        });

        await("db: {}", "worker: {}");

        assertThat(time.slept()).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void reportsWhatEachServiceLacksUntilAllAreReady() {
        engineShows(List.of(healthy("db"), running("worker", "Up Less than a second")));

        await("db: {}", "worker: {}");

        assertThat(messages.states.stream().distinct())
                .containsExactly("db: ready", "worker: waiting just started", "worker: ready");
    }

    @Test
    void waitsUntilWaitsAreSatisfiedToo() {
        engineShows(List.of(healthy("web")));
        waits = (container, startsAgain) -> time.slept().compareTo(Duration.ofSeconds(6)) < 0 ? "http GET /: 503" : "";

        await("web: {}");

        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(6));
        assertThat(messages.states.stream().distinct()).containsExactly("web: waiting http GET /: 503", "web: ready");
    }

    @Test
    void saysWhichWaitIsNotSatisfiedWhenTimeIsUp() {
        engineShows(List.of(running("web", "Up 1 second (health: starting)")));
        waits = (container, startsAgain) -> "http GET /: 503";

        assertThatThrownBy(() -> await("web: {}"))
                .hasMessage("not ready after 30 s (esb.timeout): web (not healthy yet, http GET /: 503)");
    }

    @Test
    void saysOfAContainerThatDoesNotRunOnlyThat() {
        engineShows(List.of(exited("web", 1)));
        waits = (container, startsAgain) -> "http GET /: the container is exited";

        assertThatThrownBy(() -> await("web: {restart: always}"))
                .hasMessage("not ready after 30 s (esb.timeout): web (exited with 1)");
    }

    @ParameterizedTest
    @CsvSource({
        "0, no, false",
        "0, on-failure, false",
        "0, always, true",
        "0, unless-stopped, true",
        "3, on-failure:5, true",
        "3, always, true"
    })
    void knowsForItsWaitsWhetherTheEngineStartsAContainerAgain(int exitCode, String restart, boolean startsAgain) {
        engineShows(List.of(exited("web", exitCode)));
        List<Boolean> seen = new ArrayList<>();
        waits = (container, again) -> {
            seen.add(again);
            return seen.size() > 1 ? "" : "log 'done': no such line so far";
        };
        engineShows(List.of(healthy("web")));

        await("web: {restart: '%s'}".formatted(restart));

        assertThat(seen.get(0)).isEqualTo(startsAgain);
    }

    /** What the engine shows next, and from then on. */
    private void engineShows(List<ContainerSummary> containers) {
        docker.answer(new ContainerCommand.ListAll("com.docker.compose.project=esb-a"), containers);
    }

    private List<ContainerSummary> await(String... services) {
        return readiness().await(model(services), "esb-a", new TimeLimit(TIMEOUT, time));
    }

    private Readiness readiness() {
        ContainerReadiness each = new ContainerReadiness(
                engine,
                healthchecks,
                waits,
                (host, port) -> {
                    probed.add(host + ":" + port);
                    return isListening.test(host, port);
                },
                time);
        return new Readiness(new Containers(docker), each, Readiness.of(healthchecks), messages, time);
    }

    private static JsonNode model(String... services) {
        try {
            return new YAMLMapper().readTree("services: {" + String.join(", ", services) + "}");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
