package dev.esb.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentIT {

    @Test
    void hasEveryServiceUnderItsOwnName() throws Exception {
        String containers = Docker.run(
                "ps", "--filter", "label=com.docker.compose.project=" + Environment.PROJECT, "--format", "{{.Names}}");

        assertThat(Environment.PROJECT).isEqualTo("esb-" + Environment.NAME);
        assertThat(containers.lines())
                .containsExactlyInAnyOrder(
                        Environment.PROJECT + "-gateway-1",
                        Environment.PROJECT + "-registry-1",
                        Environment.PROJECT + "-runtime-node-1",
                        Environment.PROJECT + "-database-1");
    }
}
