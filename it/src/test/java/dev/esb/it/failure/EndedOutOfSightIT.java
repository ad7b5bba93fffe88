package dev.esb.it.failure;

import static dev.esb.it.failure.FailureTest.assertNothingLeftAtOnce;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Builds that were killed with their watchdogs, and whose end no process of this machine shows. On an engine of its own, because every
 * {@code up} of another test takes down what these leave.
 */
@EnabledIf(value = PrivateEngineTest.IS_POSSIBLE, disabledReason = PrivateEngineTest.REASON)
class EndedOutOfSightIT extends PrivateEngineTest {

    @Tag("long")
    @Test
    void aBuildInAContainerOfTheEngineHasEndedWithItsContainer() throws Exception {
        Project agent = project("agent");
        AgentContainer container = AgentContainer.of(engine(), agent);
        try (Build build = agent.on(container).start("verify", "-Dtests=wait")) {
            Moment.TESTS_RUN.await(build, agent);
            assertThat(agent.goal("prune", "-Desb.prune=true")).doesNotContain("'" + agent.env() + "'");
            assertThat(agent.remains.containers()).hasSize(2);

            container.kill();

            assertThat(build.end()).as(build.log()).isNotZero();
        }
        assertThat(agent.remains.containers()).hasSize(2);
        Project next = project("next");

        assertThat(next.goal("up")).contains("'" + agent.env() + "'");

        assertNothingLeftAtOnce(agent);
        next.goal("down");
    }

    @Test
    @EnabledIf(
            value = "dev.esb.it.failure.SecondMachine#isPossible",
            disabledReason = "only root can mount files over the ids")
    void aBuildOfAnotherMachineHasEndedForAllOnceItsTimeIsOver() throws Exception {
        Project there = project("expired");
        try (Build build = there.start("verify", "-Dtests=wait", "-Desb.ttl=1")) {
            Moment.TESTS_RUN.await(build, there);
            build.killWithWatchdog();
        }
        Project here = there.on(SecondMachine.make());
        assertThat(here.goal("list")).containsPattern(there.env() + " .* ended ");
        assertThat(there.remains.containers()).hasSize(2);

        here.goal("prune", "-Desb.prune=true");

        assertNothingLeftAtOnce(there);
    }
}
