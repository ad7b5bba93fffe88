package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.FakeDocker;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.Owners;
import org.junit.jupiter.api.Test;

class EnvironmentQueriesTest {
    private final LeaseFixture held = new LeaseFixture();
    private final EnvironmentQueries environments = new EnvironmentQueries(held.serve(new FakeDocker()));

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

    private void hold(String env, String stack, int slot) {
        held.hold(EnvironmentKey.of(env, stack), slot, Owners.PERSON);
    }
}
