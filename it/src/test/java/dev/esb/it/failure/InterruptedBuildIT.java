package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signals at several moments. */
class InterruptedBuildIT extends FailureTest {
    /** What a build server sends to Maven, and the worst that can come. */
    private static final List<String> TO_MAVEN = List.of("TERM", "KILL");

    /** What a terminal sends to Maven and all that it has started, and the worst. */
    private static final List<String> TO_ITS_GROUP = List.of("INT", "KILL");

    /** Those at which Maven has other processes at work. */
    private static final Set<Moment> OF_THE_GROUP =
            EnumSet.of(Moment.CONTAINERS_START, Moment.TESTS_RUN, Moment.DOWN_BEGINS, Moment.DOWN_STOPS);

    static Stream<Arguments> cases() {
        return Stream.concat(
                cases(TO_MAVEN, "Maven", EnumSet.allOf(Moment.class)), cases(TO_ITS_GROUP, "group", OF_THE_GROUP));
    }

    private static Stream<Arguments> cases(List<String> signals, String target, Set<Moment> moments) {
        return signals.stream().flatMap(signal -> moments.stream().map(moment -> Arguments.of(signal, target, moment)));
    }

    @ParameterizedTest(name = "SIG{0} to the {1} when {2}")
    @MethodSource("cases")
    void leavesNothing(String signal, String target, Moment moment) throws Exception {
        Project project = project((signal + "-" + target).toLowerCase(Locale.ROOT));
        try (Build build = project.start("verify", forks(moment), "-Dtests=" + moment.tests())) {
            moment.await(build, project);

            build.signal(signal, target.equals("group"));

            assertThat(build.end()).as(build.log()).isNotZero();
            if (!signal.equals("KILL")) {
                assertNothingLeftAtOnce(project);
            }
            assertNothingLeft(project);
        }
    }

    @Test
    void tellsOfItWhateverTestsHaveMadeOfTheOutput() throws Exception {
        Project project = project("no-output");
        try (Build build = project.start("verify", "-Dtests=wait-without-output")) {
            Moment.TESTS_RUN.await(build, project);

            build.signal("TERM", false);

            assertThat(build.end()).as(build.log()).isNotZero();
            assertThat(build.log()).contains("esb: Environment '%s' is down".formatted(project.env()));
            assertNothingLeftAtOnce(project);
        }
    }

    /** A process of the tests' own, where there are some to be interrupted. */
    private static String forks(Moment moment) {
        return "-DforkCount=" + (moment == Moment.TESTS_RUN ? 1 : 0);
    }
}
