package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import dev.esb.docker.Recorded;
import dev.esb.docker.RecordedCase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageWorkTest {
    private final TimeLimit limit = new TimeLimit(Duration.ofSeconds(60), new FakeTime());
    private final ImageWork work = new ImageWork(limit);

    @RecordedCase("up/build")
    void isSeenFromTheFirstLineOfABuildToTheFirstNetwork(Recorded recorded) {
        List<String> lines = recorded.errorOutput().lines().toList();
        int first = (int) lines.stream()
                .takeWhile(line -> !line.strip().startsWith("Network"))
                .count();

        Stream.concat(recorded.output().lines(), lines.subList(0, first).stream())
                .forEach(work);
        assertThat(limit.standsStill()).isTrue();

        work.accept(lines.get(first));
        assertThat(limit.standsStill()).isFalse();
    }

    @RecordedCase("up/missing-image")
    void isSeenWhereAnImageIsPulled(Recorded recorded) {
        work.accept(recorded.errorOutput().lines().findFirst().orElseThrow());

        assertThat(limit.standsStill()).isTrue();
    }

    @RecordedCase("up/plain/first")
    void isNotSeenWhereAllImagesAreThere(Recorded recorded) {
        recorded.errorOutput().lines().forEach(line -> {
            work.accept(line);
            assertThat(limit.standsStill()).as(line).isFalse();
        });
    }

    @Test
    void endsWithTheLastOfSeveralPulls() {
        feed(" db Pulling ", " web Pulling ", " 1f7ce2fa46ab Downloading", " db Pulled ");
        assertThat(limit.standsStill()).isTrue();

        feed(" web Pulled ");
        assertThat(limit.standsStill()).isFalse();
    }

    @Test
    void endsWithTheLastOfSeveralBuildsOfCompose5() {
        feed(" Image shop Building ", " Image bank Building ", " Image bank Building 2/4 ", " Image shop Built ");
        assertThat(limit.standsStill()).isTrue();

        feed(" Image bank Built ");
        assertThat(limit.standsStill()).isFalse();
    }

    @Test
    void doesNotEndWithAPullWhereImagesAreBuiltToo() {
        feed(" db Pulling ", "#1 [web internal] load build definition from Dockerfile", " db Pulled ");
        assertThat(limit.standsStill()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#9 DONE 0.1s", "Step 4/4 : LABEL a=b", "STEP 4/4: LABEL a=b"})
    void doesNotBeginAgainWithALateLineOfABuild(String late) {
        feed("#8 [web] exporting to image", " Network esb-a_default  Creating", late);

        assertThat(limit.standsStill()).isFalse();
    }

    @Test
    void beginsAgainWithAPullBetweenStarts() {
        feed(" Container esb-a-db-1 Started ", " Image tool:1 Pulling ");
        assertThat(limit.standsStill()).isTrue();

        feed(" Container esb-a-db-1 Healthy ");
        assertThat(limit.standsStill()).isTrue();

        feed(" Image tool:1 Pulled ");
        assertThat(limit.standsStill()).isFalse();
    }

    @Test
    void doesNotEndWithWhatABuildItselfPrints() {
        feed("Step 2/4 : RUN ping", "Network is unreachable here", " ---> Running in 29816e8f6029");

        assertThat(limit.standsStill()).isTrue();
    }

    private void feed(String... lines) {
        List.of(lines).forEach(work);
    }
}
