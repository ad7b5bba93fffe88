package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.Owners;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentQueriesTest {
    private final LeaseFixture held = new LeaseFixture();
    private final EnvironmentQueries environments = new EnvironmentQueries(
            held.serve(new FakeDocker().answer(new ContainerCommand.ListAll(ComposeLabels.PROJECT), List.of())));

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

        assertThat(environments.list()).extracting(EnvironmentSummary::env).containsExactly("e2e-1", "e2e-2");
    }

    private void hold(String env, String stack, int slot) {
        held.hold(EnvironmentKey.of(env, stack), slot, Owners.PERSON);
    }
}
