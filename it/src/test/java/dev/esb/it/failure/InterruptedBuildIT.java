package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signals, to Maven alone and to all that it has started, at several moments. */
class InterruptedBuildIT extends FailureTest {
    /** Those at which Maven has other processes at work. */
    private static final Set<Moment> GROUP =
            EnumSet.of(Moment.CONTAINERS_START, Moment.TESTS_RUN, Moment.DOWN_BEGINS, Moment.DOWN_STOPS);

    static Stream<Arguments> cases() {
        return Stream.of("INT", "TERM", "KILL")
                .flatMap(signal -> Stream.of(false, true)
                        .flatMap(group -> Arrays.stream(Moment.values())
                                .filter(moment -> !group || GROUP.contains(moment))
                                .map(moment -> Arguments.of(signal, group ? "group" : "Maven", moment))));
    }

    @ParameterizedTest(name = "SIG{0} to the {1} when {2}")
    @MethodSource("cases")
    void leavesNothing(String signal, String target, Moment moment) throws Exception {
        Project project = project((signal + "-" + target).toLowerCase(Locale.ROOT));
        try (Build build = project.start("verify", "-Dtests=" + moment.tests())) {
            moment.await(build, project);

            build.signal(signal, target.equals("group"));

            assertThat(build.end()).as(build.log()).isNotZero();
            if (!signal.equals("KILL")) {
                assertNothingLeftAtOnce(project);
            }
            assertNothingLeft(project);
        }
    }
}
