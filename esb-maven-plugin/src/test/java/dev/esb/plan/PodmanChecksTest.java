package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.EsbException;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PortRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodmanChecksTest {
    private static final PortRequest RANGE = new PortRequest("web", 80, "tcp", "", 8080, 3, Optional.empty());
    private static final PortRequest SINGLE = new PortRequest("web", 80, "tcp", "", 8080, 1, Optional.empty());

    @TempDir
    private Path directory;

    @Test
    void refuseARangeOfHostPortsAndSayWhatWorks() {
        assertThatThrownBy(() -> PodmanChecks.refuseRanges(List.of(SINGLE, RANGE), request("e2e")))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The port web 80/tcp is published on one of 3 ports of the host")
                .hasMessageContaining("-Desb.ports=ephemeral");
        assertThatThrownBy(() -> PodmanChecks.refuseRanges(List.of(RANGE), request("default")))
                .isInstanceOf(EsbException.class)
                .hasMessageEndingWith("on one port of one container.");
    }

    @Test
    void leaveARangeAloneFromWhichPodmanDoesNotHaveToTakeAPort() {
        StackRequest ephemeral = RequestVariants.withPorts(request("e2e"), PortStrategy.EPHEMERAL);

        assertThatCode(() -> PodmanChecks.refuseRanges(List.of(RANGE), ephemeral))
                .doesNotThrowAnyException();
        assertThatCode(() -> PodmanChecks.refuseRanges(List.of(SINGLE), request("e2e")))
                .doesNotThrowAnyException();
    }

    @Test
    void refuseAMissingPathThatMustNotBeMade() {
        Path missing = directory.resolve("seed");

        assertThatThrownBy(() -> PodmanChecks.refuseMissingPaths(mounting(missing, false)))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The service 'web' mounts '%s', which is not there".formatted(missing));
        assertThatCode(() -> {
                    PodmanChecks.refuseMissingPaths(mounting(missing, true));
                    PodmanChecks.refuseMissingPaths(mounting(directory, false));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void refuseLinksAndSayWhatToWriteInTheirPlace() throws JsonProcessingException {
        JsonNode linking = new YAMLMapper().readTree("services: {db: {image: a}, web: {links: [db]}}");

        assertThatThrownBy(() -> PodmanChecks.refuseLinks(linking))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("service 'web' has 'links'")
                .hasMessageContaining("'depends_on'");
        assertThatCode(() -> PodmanChecks.refuseLinks(mounting(directory, true)))
                .doesNotThrowAnyException();
    }

    private StackRequest request(String name) {
        return StackRequest.of(
                EnvironmentKey.of(name, ""),
                new DirectoryLayout(directory.resolve("home"), directory, directory.resolve("target")),
                directory);
    }

    private static JsonNode mounting(Path source, boolean mayBeMade) {
        try {
            return new YAMLMapper().readTree("""
                    services:
                      web:
                        volumes:
                          - {type: bind, source: "%s", target: /seed, bind: {create_host_path: %s}}
                          - {type: volume, source: rows, target: /rows}
                    """.formatted(source, mayBeMade));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
