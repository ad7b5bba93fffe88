package dev.esb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Test classes with environments of their own. */
class EnvironmentPerClassTest {
    @RegisterExtension
    private final FakeModule module = new FakeModule();

    @Disabled("run by another test")
    @EsbEnvironment(perClass = true)
    static class OrdersOfOneCustomerTogether {
        @EsbEnvironment
        private Environment environment;

        @Test
        void haveAnotherEnvironment() {
            assertThat(environment.name())
                    .matches("shop-ordersofonecustomertogethe-[0-9a-f]{6}|shop-\\S+-[0-9a-f]{6}")
                    .hasSizeLessThanOrEqualTo(40);
        }

        @Nested
        class Within {
            @Test
            void haveTheSame(@EsbEnvironment Environment same) {
                assertThat(same).isSameAs(environment);
            }
        }
    }

    @Disabled("run by another test")
    @EsbEnvironment(perClass = true)
    static class Other {
        @Test
        void passes() {}
    }

    @Test
    void haveItFromTheSnapshotUntilTheirEnd() throws IOException {
        assertThat(module.run(OrdersOfOneCustomerTogether.class).failures()).isEmpty();
        List<String> calls = module.calls();
        String name = calls.get(1).replaceFirst(".* --env=(\\S+) .*", "$1");
        assertThat(calls)
                .containsExactly(
                        "describe",
                        "up --ttl=28800 --lock-wait=600 --env=" + name + " --snapshot=true",
                        "own --env=" + name + " --stack=",
                        "release --env=" + name + " --stack=");
    }

    @Test
    void haveOneEach() throws IOException {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent");

        assertThat(module.run(parallel, OrdersOfOneCustomerTogether.class, Other.class)
                        .failures())
                .isEmpty();
        assertThat(module.calls())
                .filteredOn(call -> call.startsWith("own"))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void haveItBesideThatOfTheBuild() throws IOException {
        module.set("esb.name", "e2e-1");
        module.set("esb.project", "esb-e2e-1");
        module.write("describe.out", List.of("env e2e-1", "stack ", "state running", "bound true"));

        module.run(Other.class);

        assertThat(module.calls()).anyMatch(call -> call.matches("own --env=e2e-1-other-[0-9a-f]{6} --stack="));
    }

    @Test
    void failWhereItDoesNotComeUp() throws IOException {
        module.write("up.err", List.of("[ERROR] no"));

        assertThat(module.run(Other.class).failures())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("did not come up");
        assertThat(module.calls()).noneMatch(call -> call.startsWith("own"));
    }

    @Test
    void leaveNoneBehindThatNothingWouldEnd() throws IOException {
        module.write("own.err", List.of("esb: The process that watches over the environment cannot be started."));

        assertThat(module.run(Other.class).failures()).hasSize(1);
        assertThat(module.calls()).anyMatch(call -> call.startsWith("release "));
    }

    @Disabled("run by another test")
    @EsbEnvironment(perClass = true)
    static class Failing {
        @Test
        void fails() {
            throw new IllegalStateException("no row");
        }
    }

    @Test
    void haveItsLogsInTheReportOfATestThatFails() throws IOException {
        module.write("logs.out", List.of("web-1 | no such row"));

        assertThat(module.run(Failing.class).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(module.calls()).anyMatch(call -> call.matches("logs --env=shop-failing-[0-9a-f]{6} .*"));
    }
}
