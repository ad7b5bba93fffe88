package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.Reporter;
import dev.esb.docker.ContainerAddresses;
import dev.esb.docker.ContainerAddresses.Address;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.NetworkCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses of containers that are started again. */
class KeptAddressesTest {
    private static final String NETWORK = "esb-a_default";

    private final FakeDocker docker = new FakeDocker()
            .every(NetworkCommand.Disconnect.class, command -> null)
            .every(NetworkCommand.Connect.class, command -> null);

    @Test
    void areThoseFromBefore() {
        restore(List.of(container("db", "10.208.0.3")), List.of(container("db", "")));

        assertThat(connected()).containsExactly("db 10.208.0.3");
    }

    /** One that starts first would get the address of another one from the engine. */
    @Test
    void areOnesThatNoOtherContainerHadWhereAContainerDidNotRun() {
        restore(
                List.of(
                        container("db", "10.208.0.3"),
                        container("web", ""),
                        container("app", ""),
                        container("kept", "10.208.0.14")),
                List.of(container("db", ""), container("web", ""), container("app", "")));

        assertThat(connected()).hasSize(3).contains("db 10.208.0.3");
        assertThat(connected())
                .filteredOn(each -> !each.startsWith("db"))
                .extracting(each -> each.replaceFirst(".* ", ""))
                .containsExactlyInAnyOrder("10.208.0.13", "10.208.0.12");
    }

    @Test
    void areLeftToTheEngineWhereNoContainerHadOne() {
        restore(List.of(container("web", "")), List.of(container("web", "")));

        assertThat(connected()).isEmpty();
    }

    private void restore(List<ContainerAddresses> before, List<ContainerAddresses> now) {
        new KeptAddresses(docker, model(), Reporter.NONE).restore(before, now);
    }

    private List<String> connected() {
        return docker.calls(NetworkCommand.Connect.class).stream()
                .map(command -> command.container() + " " + command.address().ipv4())
                .toList();
    }

    private static ContainerAddresses container(String service, String ipv4) {
        return new ContainerAddresses(
                service, service, 1, List.of(new Address(NETWORK, ipv4, "", List.of(service), false)));
    }

    private static JsonNode model() {
        try {
            return new ObjectMapper().readTree("""
                            {"services": {
                               "db": {"networks": {"default": null}},
                               "web": {"networks": {"default": null}},
                               "app": {"networks": {"default": null}},
                               "kept": {"networks": {"default": null}}},
                             "networks": {"default": {
                               "name": "esb-a_default", "ipam": {"config": [{"subnet": "10.208.0.0/28"}]}}}}
                            """);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
