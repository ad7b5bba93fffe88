package dev.esb.isolation;

import static dev.esb.environment.Requests.network;
import static dev.esb.environment.Requests.pool;
import static dev.esb.environment.Requests.port;
import static dev.esb.environment.Requests.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.NetworkRequest.Pool;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackVariablesTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "payments");
    private static final Directories DIRECTORIES =
            new Directories(Path.of("/home/me/.esb/a"), Path.of("/run/esb/a"), Path.of("/project/target/esb/a"));

    @Test
    void nameTheEnvironmentAndItsDirectories() {
        assertThat(StackVariables.of(KEY, DIRECTORIES))
                .isEqualTo(Map.of(
                        "ESB_ENV", "a",
                        "ESB_PROJECT", "esb-a-payments",
                        "ESB_CONFIG_DIR", "/home/me/.esb/a",
                        "ESB_CERT_DIR", "/home/me/.esb/a/certs",
                        "ESB_SOCKET_DIR", "/run/esb/a"));
    }

    @Test
    void setThePortsThatHaveAVariable() {
        assertThat(variables(List.of(
                        assigned(variable("WEB_PORT", "web", 80, 80), 20112), assigned(port("web", 81, 81), 20113))))
                .containsEntry("ESB_SLOT", "7")
                .containsEntry("WEB_PORT", "20112")
                .doesNotContainValue("20113");
    }

    @Test
    void leaveAPortOutThatTheEngineChooses() {
        assertThat(variables(List.of(assigned(variable("WEB_PORT", "web", 80, 80), 0))))
                .doesNotContainKey("WEB_PORT");
    }

    @Test
    void setARangeAsAWhole() {
        List<PortAssignment> range = List.of(
                assigned(variable("PORTS", "ftp", 30000, 30000), 20112),
                assigned(variable("PORTS", "ftp", 30001, 30001), 20113));

        assertThat(variables(range)).containsEntry("PORTS", "20112-20113");
    }

    @Test
    void setTheSubnetsOfNetworks() {
        NetworkRequest dual = new NetworkRequest(
                "runtime-net",
                List.of(new Pool("172.28.0.0/16", Optional.of("SUBNET"), Map.of()), pool("fd00::/64")),
                List.of());
        Map<String, List<SubnetAssignment>> subnets = Map.of(
                "runtime-net", List.of(subnet("10.208.28.0/24"), subnet("fdeb:5b00:7::/64")),
                "default", List.of(subnet("10.208.29.0/24")));

        assertThat(StackVariables.of(environment(List.of(), subnets), List.of(dual, network("default"))))
                .containsEntry("ESB_SUBNET_RUNTIME_NET", "10.208.28.0/24")
                .containsEntry("SUBNET", "10.208.28.0/24")
                .containsEntry("ESB_SUBNET_DEFAULT", "10.208.29.0/24");
    }

    @Test
    void setNoSubnetWhereNoneIsPlanned() {
        assertThat(StackVariables.of(environment(List.of(), Map.of()), List.of(network("default"))))
                .doesNotContainKey("ESB_SUBNET_DEFAULT");
    }

    private static Map<String, String> variables(List<PortAssignment> ports) {
        return StackVariables.of(environment(ports, Map.of()), List.of());
    }

    private static EnvironmentPlan environment(
            List<PortAssignment> ports, Map<String, List<SubnetAssignment>> subnets) {
        return new EnvironmentPlan(KEY, 7, DIRECTORIES, ports, subnets);
    }

    private static PortAssignment assigned(PortRequest request, int published) {
        return new PortAssignment(request, "", published);
    }

    private static SubnetAssignment subnet(String text) {
        return new SubnetAssignment(Optional.empty(), Subnet.parse(text));
    }
}
