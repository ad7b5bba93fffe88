package dev.esb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ResourceCommand;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.Owners;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentQueriesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final LeaseFixture held = new LeaseFixture();
    private final FakeDocker docker =
            held.serve(new FakeDocker().answer(new ContainerCommand.ListAll(ComposeLabels.PROJECT), List.of()));
    private final EnvironmentQueries environments = new EnvironmentQueries(docker);

    @Test
    void findsTheStacksOfAName() {
        hold("e2e", "orders", 1);
        hold("e2e", "billing", 2);
        hold("e2e-1", "orders", 3);

        assertThat(environments.ofSameName(EnvironmentKey.of("e2e", "")))
                .containsExactly(EnvironmentKey.of("e2e", "billing"), EnvironmentKey.of("e2e", "orders"));
    }

    @Test
    void findsTheEnvironmentWithoutAStackAndWithAnother() {
        hold("e2e", "", 1);
        hold("e2e", "orders", 2);
        hold("e2e", "billing", 3);

        assertThat(environments.ofSameName(EnvironmentKey.of("e2e", "orders")))
                .containsExactly(EnvironmentKey.of("e2e", ""), EnvironmentKey.of("e2e", "billing"));
    }

    @Test
    void findsNothingWhereTheNameIsNotInUse() {
        hold("e2e-1", "", 1);

        assertThat(environments.ofSameName(EnvironmentKey.of("e2e", ""))).isEmpty();
    }

    @Test
    void listsAnEnvironmentThatHasLostItsLeaseToAnother() {
        held.lose(held.hold(EnvironmentKey.of("e2e-1", ""), 1, Owners.PERSON));
        hold("e2e-2", "", 1);

        assertThat(list()).extracting(EnvironmentSummary::env).containsExactly("e2e-1", "e2e-2");
    }

    @Test
    void saysOfWhichEnvironmentsTheBuildHasEndedAndTakesNoneDown() {
        held.hold(EnvironmentKey.of("dead", ""), 1, Owners.endedBuild());
        held.hold(EnvironmentKey.of("expired", ""), 2, Owners.until(Owners.PERSON, NOW.minusSeconds(1)));
        held.hold(EnvironmentKey.of("unknown", ""), 3, Owners.build(Owners.ELSEWHERE));
        held.hold(EnvironmentKey.of("used", ""), 4, Owners.livingBuild(1));

        List<EnvironmentSummary> found = list();

        assertThat(found)
                .extracting(EnvironmentSummary::env, EnvironmentSummary::state)
                .containsExactly(
                        tuple("dead", "ended"),
                        tuple("expired", "ended"),
                        tuple("unknown", "empty"),
                        tuple("used", "empty"));
        assertThat(found).extracting(EnvironmentSummary::hasEnded).containsExactly(true, true, false, false);
        assertThat(docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(docker.calls(ResourceCommand.Remove.class)).isEmpty();
        assertThat(held.held()).hasSize(4);
    }

    private List<EnvironmentSummary> list() {
        return environments.list(NOW, Reporter.NONE);
    }

    private void hold(String env, String stack, int slot) {
        held.hold(EnvironmentKey.of(env, stack), slot, Owners.PERSON);
    }
}
