package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.EsbException;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words are those of the docker command 26 and 28, and of OpenSSH 10. */
class SshFailureTest {
    private static final String WORDS =
            "error during connect: Get \"http://docker.example.com/v1.45/version\": command [ssh"
                    + " -o ConnectTimeout=30 %s docker system dial-stdio] has exited with exit status 255, please make sure the URL is"
                    + " valid, and Docker 18.09 or later is installed on the remote host: stderr=%s\n";

    @Test
    void saysHowToSeeWhatIsWrong() {
        String words =
                WORDS.formatted("-l me -p 2222 -- build-host", "me@build-host: Permission denied (publickey).\r\nmore");

        assertThat(SshFailure.explain(words))
                .hasValueSatisfying(
                        reason -> assertThat(reason)
                                .hasMessageStartingWith(
                                        "The Docker engine does not answer over ssh (me@build-host: Permission denied"
                                                + " (publickey). more). See that 'ssh -p 2222 me@build-host docker version' works"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kex_exchange_identification: read: Connection reset by peer\nConnection reset by 10.1.2.3 port 22",
                "Connection closed by 10.1.2.3 port 22",
                "mux_client_request_session: session request failed: Session open refused by peer"
            })
    void saysHowToMakeFewerConnectionsWhereTheServerClosesThem(String reason) {
        assertThat(SshFailure.explain(WORDS.formatted("-- alias", reason)))
                .hasValueSatisfying(exception -> assertThat(exception)
                        .hasMessageStartingWith(
                                "The machine of the Docker engine, 'alias', has closed a connection of ssh (")
                        .hasMessageContaining(
                                "'ControlMaster auto', 'ControlPath ~/.ssh/control-%C' and 'ControlPersist 60'"
                                        + " under 'Host alias'"));
    }

    /** Of Docker 28, and of one that is told the other side's socket. */
    @Test
    void knowsTheWordsOfOtherVersions() {
        assertThat(SshFailure.explain(
                        "command [ssh -o ConnectTimeout=30 -T -l me -- host docker --host unix:///run/d.sock"
                                + " system dial-stdio] has exited with exit status 127, make sure the URL is valid, and Docker"
                                + " 18.09 or later is installed on the remote host: stderr=sh: docker: not found"))
                .hasValueSatisfying(reason -> assertThat(reason).hasMessageContaining("'ssh me@host docker version'"));
    }

    @Test
    void isTheReasonOfAFailureInTheMiddleToo() {
        DockerException failure = FakeDocker.exception(
                List.of("docker", "ps"),
                1,
                WORDS.formatted("-- alias", "ssh: connect to host alias port 22: No route to host"));

        assertThat(Engine.fault(failure, new FakeDocker(), Map.of()))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .isInstanceOf(EsbException.class)
                        .hasMessageStartingWith("The Docker engine does not answer over ssh (ssh: connect to host"));
    }

    @Test
    void isNoReasonWhereNothingIsOfSsh() {
        assertThat(SshFailure.explain(
                        "Cannot connect to the Docker daemon at unix:///run/none.sock. Connection reset by peer"))
                .isEmpty();
    }
}
