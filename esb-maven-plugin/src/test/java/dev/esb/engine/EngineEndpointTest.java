package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.engine.EngineEndpoint.Transport;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.EnginePlace.Here;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineEndpointTest {
    private static final String SOURCE = "DOCKER_HOST";

    /** As the docker command reads them, tried with that of Docker 26. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | SOCKET | '' | '' | ''",
                "unix:///run/my engine/docker.sock | SOCKET | '' | '' | ''",
                "npipe:////./pipe/docker_engine | SOCKET | '' | '' | ''",
                "tcp://build-host:2376 | TCP | '' | build-host | 2376",
                "tcp://build-host | TCP | '' | build-host | ''",
                "' tcp://build-host:2376 ' | TCP | '' | build-host | 2376",
                "tcp://build_host:2376 | TCP | '' | build_host | 2376",
                "tcp://10.1.2.3:2375/behind/a/proxy | TCP | '' | 10.1.2.3 | 2375",
                "https://10.1.2.3?x=y | TCP | '' | 10.1.2.3 | ''",
                "10.1.2.3:2375 | TCP | '' | 10.1.2.3 | 2375",
                "build_host | TCP | '' | build_host | ''",
                ":2375 | TCP | '' | '' | 2375",
                "tcp://me:secret@10.1.2.3:2375 | TCP | me:secret | 10.1.2.3 | 2375",
                "tcp://[fd00::5]:2376 | TCP | '' | fd00::5 | 2376",
                "[fd00::5] | TCP | '' | fd00::5 | ''",
                "tcp://[fe80::1%25eth0]:2376 | TCP | '' | fe80::1%eth0 | 2376",
                "ssh://me@build_host:2222/run/user/1000/docker.sock | SSH | me | build_host | 2222",
                "ssh://alias | SSH | '' | alias | ''",
                "ssh://me@[fe80::1%25eth0] | SSH | me | fe80::1%eth0 | ''",
                "ssh://me@domain@build-host | SSH | me@domain | build-host | ''"
            })
    void isReadAsTheDockerCommandReadsIt(String text, Transport transport, String user, String host, String port) {
        assertThat(EngineEndpoint.of(text, SOURCE))
                .isEqualTo(new EngineEndpoint(text.strip(), SOURCE, transport, user, host, port));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tcp://build-host:port | 'port' is no port.",
                "tcp://build-host:65536 | '65536' is no port.",
                "tcp://a b:2375 | 'a b' is neither a name nor an address.",
                "tcp://::1:2375 | an IPv6 address has to stand in brackets, as in [::1]:2376, and only a port can follow it.",
                "tcp://[::1:2375 | an IPv6 address has to stand in brackets, as in [::1]:2376, and only a port can follow it.",
                "tcp://[build-host]:2375 | 'build-host' is no IPv6 address; an interface stands behind '%25', as in [fe80::1%25eth0].",
                "tcp://[fe80::1%eth0]:2375 | 'fe80::1%eth0' is no IPv6 address; an interface stands behind '%25', as in [fe80::1%25eth0].",
                "ftp://build-host | it knows no 'ftp://'.",
                "UNIX:///run/docker.sock | it knows no 'UNIX://'.",
                "fd://3 | 'fd://' is for the engine itself.",
                "ssh:// | it names no machine.",
                "ssh://-oProxyCommand=x | it names no machine.",
                "ssh://me@build-host?x | nothing but a path may follow the machine.",
                "ssh://me@build-host#x | nothing but a path may follow the machine."
            })
    void isRefusedInOneSentenceWhereTheDockerCommandCannotUseIt(String text, String reason) {
        assertThatThrownBy(() -> EngineEndpoint.of(text, SOURCE))
                .isInstanceOf(EsbException.class)
                .hasMessage("DOCKER_HOST is '" + text + "', where the docker command finds no engine: " + reason
                        + " Give it the form unix:///var/run/docker.sock, tcp://HOST:2376 or ssh://USER@HOST, or take"
                        + " DOCKER_HOST out of the environment.");
    }

    @Test
    void keepsAPasswordToItself() {
        assertThatThrownBy(() -> EngineEndpoint.of("ssh://me:secret@build-host", SOURCE))
                .hasMessageStartingWith("DOCKER_HOST is 'ssh://me:***@build-host', where the docker command finds no"
                        + " engine: it takes no password for ssh;");
        assertThatThrownBy(() -> EngineEndpoint.of("tcp://me:secret@build-host:x", SOURCE))
                .hasMessageStartingWith("DOCKER_HOST is 'tcp://me:***@build-host:x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unix:///run/docker.sock",
                "unix:///run/my engine/docker.sock",
                "npipe:////./pipe/docker_engine"
            })
    void isHereBehindASocket(String text) {
        assertThat(EngineEndpoint.of(text, SOURCE).place()).isEqualTo(new Here());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://",
                "tcp://:2375",
                "LOCALHOST:2375",
                "tcp://127.0.0.1:2375",
                "tcp://127.3.2.1",
                "tcp://0.0.0.0:2375",
                "tcp://[::1]:2375",
                "[::]:2375"
            })
    void isHereAtALoopbackAddress(String text) {
        assertThat(EngineEndpoint.of(text, SOURCE).place()).isEqualTo(new Here(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "127.example.com", "build_host", "fd00::5", "fe80::1%eth0"})
    void isElsewhereAtAnyOtherAddress(String host) {
        EngineEndpoint endpoint = new EngineEndpoint("", SOURCE, Transport.TCP, "", host, "2376");

        assertThat(endpoint.place()).isEqualTo(new Elsewhere(host));
    }

    @Test
    void isWhereSshConnectsTo() {
        SshDestination destination = new SshDestination("me", "alias", "2222");

        EnginePlace place = EngineEndpoint.of("ssh://me@alias:2222", SOURCE)
                .place(Map.of(destination, new SshSettings("10.1.2.3", true))::get);

        assertThat(place).isEqualTo(new Elsewhere("10.1.2.3", Optional.of(new SshRoute(destination, true))));
        assertThat(place.bind()).isEmpty();
    }

    /** Of a virtual machine whose port for ssh is forwarded, files are not seen, and other ports do not answer. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void isElsewhereThoughSshConnectsToThisMachineAndPublishesOnLoopbackThere(String hostName) {
        EnginePlace place = EngineEndpoint.of("ssh://alias", SOURCE).place(ssh -> new SshSettings(hostName, false));

        assertThat(place)
                .extracting(EnginePlace::host, EnginePlace::bind, EnginePlace::seesAllPaths)
                .containsExactly("127.0.0.1", "127.0.0.1", false);
    }

    @Test
    void comesFromTheVariableBeforeTheContext() {
        FakeDocker docker = new FakeDocker().answer(new EngineCommand.ContextEndpoint("far"), "ssh://me@build-host");

        assertThat(EngineEndpoint.read(docker, "far", Map.of()).text()).isEqualTo("ssh://me@build-host");
        assertThat(EngineEndpoint.read(docker, "default", Map.of()).transport()).isEqualTo(Transport.SOCKET);
        assertThat(EngineEndpoint.read(docker, "default", Map.of("DOCKER_HOST", "build_host"))
                        .host())
                .isEqualTo("build_host");
    }

    @Test
    void namesTheContextThatItComesFrom() {
        FakeDocker docker = new FakeDocker()
                .answer(new EngineCommand.ContextEndpoint("far"), "fd://3")
                .answer(new EngineCommand.CurrentEndpoint(), "fd://3");

        assertThatThrownBy(() -> EngineEndpoint.read(docker, "far", Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The Docker context 'far' is 'fd://3', where")
                .hasMessageEndingWith(
                        "or ssh://USER@HOST: 'docker context update' changes it, 'docker context use default' leaves it.");
        assertThatThrownBy(() -> EngineEndpoint.current(docker, Map.of("DOCKER_CONTEXT", "far")))
                .hasMessageStartingWith("The Docker context 'far' is 'fd://3'");
        assertThatThrownBy(() -> EngineEndpoint.current(docker, Map.of()))
                .hasMessageStartingWith("The Docker context is 'fd://3'");
    }
}
