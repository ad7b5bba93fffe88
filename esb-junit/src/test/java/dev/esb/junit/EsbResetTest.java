package dev.esb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class EsbResetTest {
    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    @RegisterExtension
    private final FakeModule module = new FakeModule();

    @Disabled("run by another test")
    static class OneMethod {
        @Test
        @EsbReset(service = {"cache", "queue"})
        void afterAReset() {}

        @Test
        void asItIs(@EsbPort(service = "web", port = 80) int port) {}
    }

    @Test
    void isBeforeTheMethodThatHasIt() throws IOException {
        assertThat(module.run(OneMethod.class).failures()).isEmpty();
        assertThat(module.calls())
                .containsExactlyInAnyOrder("describe", "reset --env=shop --stack= --reset-services=cache,queue");
    }

    @Disabled("run by another test")
    @EsbReset
    static class WholeClass {
        @Test
        void first() {}

        @Test
        void second() {}

        @Nested
        class Within {
            @Test
            void third() {}

            @Test
            @EsbReset
            void afterAnother() {}
        }
    }

    @Test
    void isOnceBeforeTheTestsOfAClass() throws IOException {
        assertThat(module.run(WholeClass.class).failures()).isEmpty();
        assertThat(module.calls()).filteredOn(call -> call.startsWith("reset")).hasSize(2);
    }

    @Test
    void failsTheTestWhereThereIsNoSnapshot() throws IOException {
        module.write("reset.err", List.of("esb: The environment 'shop' has no snapshot."));

        assertThat(module.run(WholeClass.class).failures())
                .singleElement()
                .hasToString("dev.esb.junit.EnvironmentException: The environment 'shop' has no snapshot.");
    }

    private static final AtomicInteger RUNNING = new AtomicInteger();

    /** @return how many ran together with it, itself included */
    private static int run() throws InterruptedException {
        int most = RUNNING.incrementAndGet();
        for (int i = 0; i < 20; i++) {
            Thread.sleep(5);
            most = Math.max(most, RUNNING.get());
        }
        RUNNING.decrementAndGet();
        return most;
    }

    @Disabled("run by another test")
    @Execution(ExecutionMode.CONCURRENT)
    static class Others {
        @EsbEnvironment
        private Environment environment;

        @Test
        void one() throws InterruptedException {
            run();
        }

        @Test
        void two() throws InterruptedException {
            run();
        }

        @Test
        void three() throws InterruptedException {
            run();
        }
    }

    @Disabled("run by another test")
    @Execution(ExecutionMode.CONCURRENT)
    static class Alone {
        @Test
        @EsbReset
        void afterAReset() throws InterruptedException {
            assertThat(run()).isEqualTo(1);
        }

        @Test
        @EsbReset
        void afterAnother() throws InterruptedException {
            assertThat(run()).isEqualTo(1);
        }
    }

    @Test
    void keepsOtherTestsFromTheEnvironmentMeanwhile() {
        assertThat(module.run(PARALLEL, Others.class, Alone.class, MoreOthers.class)
                        .failures())
                .isEmpty();
    }

    @Disabled("run by another test")
    static class MoreOthers extends Others {}
}
