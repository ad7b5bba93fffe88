package dev.esb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.junit.Environment;
import dev.esb.junit.EsbEnvironment;
import dev.esb.junit.EsbPort;
import org.junit.jupiter.api.Test;

class EnvironmentIT {

    @Test
    void hasEveryServiceUnderItsOwnName(@EsbEnvironment Environment environment) throws Exception {
        String containers = Docker.run(
                "ps",
                "--filter",
                "label=com.docker.compose.project=" + environment.project(),
                "--format",
                "{{.Names}}");

        assertThat(environment.project()).isEqualTo("esb-" + environment.name());
        assertThat(containers.lines())
                .containsExactlyInAnyOrder(
                        environment.project() + "-gateway-1",
                        environment.project() + "-registry-1",
                        environment.project() + "-runtime-node-1",
                        environment.project() + "-database-1");
    }

    @Test
    void handsEachPortToTestsUnderTheNameOfItsVariable(
            @EsbPort(service = "gateway") int gateway,
            @EsbPort(service = "registry") int registry,
            @EsbPort(service = "database") int database,
            @EsbPort(service = "runtime-node") int agent) {
        assertThat(System.getProperties())
                .containsEntry("esb.port.gateway.https", String.valueOf(gateway))
                .containsEntry("esb.port.registry", String.valueOf(registry))
                .containsEntry("esb.port.database", String.valueOf(database))
                .containsEntry("esb.port.agent.grpc", String.valueOf(agent));
    }
}
