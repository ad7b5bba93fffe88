package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What Podman's list leaves out of the ports of a container. */
class ContainersTest {
    private static final ContainerCommand.ListAll LIST = new ContainerCommand.ListAll("com.docker.compose.project=p");

    @Test
    void haveAllPortsWhereTheListOfPodmanHasOnlyTheFirst() {
        List<PortBinding> ports = List.of(
                new PortBinding("127.0.0.1", 20000, 8080, "tcp"), new PortBinding("127.0.0.1", 20001, 8081, "tcp"));
        FakeDocker docker = new FakeDocker()
                .answer(LIST, listed("127.0.0.1:20000->8080/tcp", "engine-1"))
                .answer(
                        new ContainerCommand.InspectPorts(List.of("c1")),
                        List.of(new PublishedPorts("c1", "p-web-1", ports)));

        assertThat(new Containers(docker).of("p")).singleElement().satisfies(container -> {
            assertThat(container.ports()).isEqualTo(ports);
            assertThat(container.service()).isEqualTo("web");
        });
    }

    @Test
    void keepWhatIsListedOfAContainerThatIsGoneMeanwhile() {
        FakeDocker docker = new FakeDocker()
                .answer(LIST, listed("80/tcp", "engine-1"))
                .answer(new ContainerCommand.InspectPorts(List.of("c1")), List.of());

        assertThat(new Containers(docker).of("p")).hasSize(1);
    }

    /** Each look at containers is one command. */
    @Test
    void areNotLookedAtAgainWhereTheListHasAll() {
        FakeDocker docker = new FakeDocker()
                .answer(LIST, listed("127.0.0.1:20000->8080/tcp, 5432/tcp", ""), listed("", "engine-1"));

        new Containers(docker).of("p");
        new Containers(docker).of("p");

        assertThat(docker.calls()).containsExactly(LIST, LIST);
    }

    private static List<ContainerSummary> listed(String ports, String mark) {
        return LIST.parse("""
                {"id":"c1","name":"p-web-1","state":"running","status":"Up","ports":"%s","project":"p","service":"web","number":"1","mark":"%s"}""".formatted(ports, mark));
    }
}
