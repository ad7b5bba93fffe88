package dev.esb.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.PortBinding;
import dev.esb.service.EnvironmentSummary;
import org.junit.jupiter.api.Test;

/** How ports look in the list of environments. */
class ListGoalTest {
    @Test
    void marksWhatIsNotTcpInTheList() {
        assertThat(ListGoal.port(new EnvironmentSummary.Port("dns", 53, "udp", "127.0.0.1", 20001)))
                .isEqualTo("dns:53->20001/udp");
        assertThat(ListGoal.port(new EnvironmentSummary.Port("dns", 53, "tcp", "127.0.0.1", 20001)))
                .isEqualTo("dns:53->20001");
    }

    /** So that a program can read the ports of both in one way. */
    @Test
    void hasTheSameNamesInTheJsonOfPsAsInThatOfList() {
        EnvironmentSummary.Port ofList = new EnvironmentSummary.Port("dns", 53, "udp", "127.0.0.1", 20001);

        String ofPs = OutputFormat.json(PsGoal.fields(new PortBinding("127.0.0.1", 20001, 53, "udp")));

        assertThat(OutputFormat.json(ofList)).isEqualTo(ofPs.replace("{", "{\n  \"service\" : \"dns\","));
    }
}
