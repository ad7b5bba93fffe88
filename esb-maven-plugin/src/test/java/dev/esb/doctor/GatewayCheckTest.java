package dev.esb.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.doctor.CheckResult.Status;
import dev.esb.doctor.Patient.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.Obstacle;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.EnginePlace.Here;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The warning to a build that has its ports on the gateway of its container's network. */
class GatewayCheckTest {
    private static final Beside BESIDE = new Beside("c0ffee", "172.17.0.1", List.of());

    @Test
    void saysItInTheWordsOfTheDocumentAboutSecurity() throws IOException {
        String document = Files.readString(Path.of("../SECURITY.md"))
                .replace('`', '\'')
                .replace("**", "")
                .replaceAll("\\s+", " ");

        CheckResult result = check(Patient.engine(), BESIDE).get(0);

        assertThat(result.status()).isEqualTo(Status.WARNING);
        assertThat(Stream.of(result.found(), result.advice()).flatMap(text -> Stream.of(text.split("(?<=\\.) "))))
                .hasSize(3)
                .allSatisfy(sentence -> assertThat(document).contains(sentence));
    }

    /** The one of the container, which no document knows. */
    @Test
    void namesTheGateway() {
        assertThat(check(Patient.engine(), new Beside("c0ffee", "10.1.0.1", List.of())))
                .singleElement()
                .extracting(CheckResult::advice)
                .asString()
                .contains("'iptables -I DOCKER-USER -m conntrack --ctorigdst 10.1.0.1 -j DROP'");
    }

    @Test
    void namesNoRuleForAChainThatPodmanDoesNotHave() {
        assertThat(check(Patient.engine().podman(), BESIDE))
                .singleElement()
                .extracting(CheckResult::advice)
                .asString()
                .contains("--network host")
                .doesNotContain("iptables");
    }

    static Stream<EnginePlace> placesWithoutAGateway() {
        return Stream.of(
                new Here(),
                new Elsewhere("build-host"),
                new Beside("c0ffee", EnginePlace.LOOPBACK, List.of()),
                new Beside("c0ffee", EnginePlace.LOOPBACK, List.of(), List.of(), Optional.of(Obstacle.ROOTLESS)));
    }

    @ParameterizedTest
    @MethodSource("placesWithoutAGateway")
    void saysNothingWhereThePortsAreOnNone(EnginePlace place) {
        assertThat(check(Patient.engine(), place)).isEmpty();
    }

    private static List<CheckResult> check(Engine engine, EnginePlace place) {
        return new GatewayCheck(new EngineAnswer(
                        Optional.of(engine.description()), Optional.empty(), Optional.empty(), place, false))
                .run();
    }
}
