package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.compose.Stack;
import dev.esb.docker.EngineIds;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.EnginePlace.Here;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateNamesTest {
    private final Map<String, List<String>> addresses =
            Map.of("build_host", List.of("10.1.2.3", "fd00:0:0:0:0:0:0:5"), "127.0.0.1", List.of("127.0.0.1"));

    @Test
    void haveTheNameOfTheEnginesHostAndItsAddresses() {
        assertThat(names(new Elsewhere("build_host"))).containsExactly("build_host", "10.1.2.3", "fd00:0:0:0:0:0:0:5");
    }

    @Test
    void haveANameThatCannotBeResolvedFromHere() {
        assertThat(names(new Elsewhere("far"))).containsExactly("far");
    }

    @Test
    void haveAnAddressWithoutTheInterfaceThatLeadsToIt() {
        assertThat(names(new Elsewhere("fe80::1%eth0"))).containsExactly("fe80::1");
    }

    @Test
    void haveTheAddressBesideAContainer() {
        assertThat(names(new Beside("id", "172.17.0.1", List.of()))).containsExactly("172.17.0.1");
    }

    /** Those of esb.bind, and those that the file has. */
    @Test
    void haveTheAddressesOnWhichPortsArePublished() {
        assertThat(names(
                        new Here(), port("", "192.168.7.9"), port("10.9.8.7", ""), port("0.0.0.0", ""), port("", "::")))
                .containsExactly("127.0.0.1", "192.168.7.9", "10.9.8.7");
    }

    private Set<String> names(EnginePlace place, PortAssignment... ports) {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        EnvironmentPlan plan = new EnvironmentPlan(
                EnvironmentKey.of("a", ""),
                7,
                new Directories(Path.of("/home/a"), Path.of("/sockets/a"), Path.of("/target/a")),
                List.of(ports),
                Map.of());
        return new CertificateNames(
                        new Stack(model, model, true),
                        plan,
                        new Engine(EngineIds.lasting("engine"), place),
                        name -> addresses.getOrDefault(name, List.of()))
                .all();
    }

    private static PortAssignment port(String inFile, String planned) {
        return new PortAssignment(new PortRequest("web", 443, "tcp", inFile, 443, 1, Optional.empty()), planned, 20000);
    }
}
