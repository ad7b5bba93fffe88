package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Two machines that use one engine: as far as Linux tells, since each has a machine id and a boot id of its own. Both have one name and one
 * table of processes, so that nothing but these ids tells them apart.
 */
@EnabledIf(
        value = "dev.esb.it.failure.SecondMachine#isPossible",
        disabledReason = "only root can mount files over the ids")
class TwoMachinesIT extends FailureTest {
    /** Longer than any test takes. */
    private static final String LONG = "-Desb.ttl=86400";

    @Tag("long")
    @Test
    void leaveEachOthersBuildsAlone() throws Exception {
        Project there = projectOnItsOwnMachine("there");
        try (Build build = there.start("verify", "-Dtests=wait", LONG)) {
            Moment.TESTS_RUN.await(build, there);
            Project here = there.on(SecondMachine.make());

            assertThat(here.failedGoal("up"))
                    .contains("The environment '%s' belongs to another build".formatted(there.env()))
                    .contains("Whether that process still runs cannot be seen from here")
                    .contains("mvn esb:down -Desb.env=" + there.env());
            assertThat(here.goal("prune", "-Desb.prune=true")).doesNotContain("'" + there.env() + "'");
            assertThat(there.remains.containers()).hasSize(2);

            build.killWithWatchdog();
            assertThat(here.goal("prune", "-Desb.prune=true")).doesNotContain("'" + there.env() + "'");
            assertThat(there.remains.containers()).hasSize(2);
        }
        // On its own machine, it is seen to have ended.
        assertThat(there.goal("list")).containsPattern(there.env() + " .* ended ");
        there.goal("prune", "-Desb.prune=true");
        assertNothingLeftAtOnce(there);
    }
}
