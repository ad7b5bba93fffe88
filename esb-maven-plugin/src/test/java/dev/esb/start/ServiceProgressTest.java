package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.RecordedMessages;
import dev.esb.docker.ProgressLine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceProgressTest {
    private final RecordedMessages messages = new RecordedMessages();
    private final ServiceProgress progress = of("services: {db: {}, cache: {image: redis}, web: {build: ., scale: 2}}");

    @Test
    void reportsStepsThatRunAndNotThoseFromTheCache() {
        feed(
                "#5 [web 1/3] FROM docker.io/library/debian",
                "#6 [web 2/3] COPY a b",
                "#6 CACHED",
                "#7 [web 3/3] RUN make");
        feed("#7 0.113 cc main.c", "#7 0.214 cc other.c", "#7 DONE 0.3s");

        assertThat(messages.states).containsExactly("web: building 3/3 RUN make");
    }

    @Test
    void readsStepsOfAStage() {
        feed("#7 [web compile-stage 2/4] RUN make", "#7 0.113 cc main.c");

        assertThat(messages.states).containsExactly("web: building 2/4 RUN make");
    }

    /** Buildx names the target only where it builds several. */
    @Test
    void readsStepsWithoutATargetWhereOneServiceIsBuilt() {
        feed("#7 [3/3] RUN make", "#7 0.113 cc main.c", "#8 [test 2/2] RUN make test", "#8 0.113 ok");

        assertThat(messages.states).containsExactly("web: building 3/3 RUN make", "web: building 2/2 RUN make test");
    }

    /** As it is where several are built, and the images of the others are there. */
    @Test
    void reportsAStepOfAServiceThatIsNotKnownByItsName() {
        ServiceProgress ofTwo = of("services: {a: {build: .}, b: {build: .}}");
        for (String line : List.of("#7 [3/3] RUN make", "#7 0.113 cc main.c")) {
            ofTwo.accept(line, ProgressLine.parse(line));
        }

        assertThat(messages.states).isEmpty();
        assertThat(messages.infos).containsExactly("Building [3/3] RUN make");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Step 2/4 : RUN make", "STEP 2/4: RUN make"})
    void readsTheClassicBuilderAndPodmanWhereTheyCanOnlyBuildOneService(String line) {
        feed(line);
        of("services: {a: {build: .}, b: {build: .}}").accept(line, ProgressLine.parse(line));

        assertThat(messages.states).containsExactly("web: building 2/4 RUN make");
    }

    @Test
    void reportsHowMuchOfAnImageIsPulled() {
        feed(" db Pulling ", " 1f7ce2fa46ab Pulling fs layer", " 1f7ce2fa46ab Downloading [==>    ]  1.5MB/6MB");
        feed(" 2f7ce2fa46ab Downloading [==>    ]  500kB/2MB", " 1f7ce2fa46ab Download complete", " db Pulled ");

        assertThat(messages.states)
                .containsExactly(
                        "db: pulling",
                        "db: pulling",
                        "db: pulling 25 % of 6.0 MB",
                        "db: pulling 25 % of 8.0 MB",
                        "db: pulling 81 % of 8.0 MB",
                        "db: starting");
    }

    @Test
    void saysOfHowManyServicesThePullsAre() {
        feed(" db Pulling ", " cache Pulling ", " 1f7ce2fa46ab Downloading [==>    ]  1.5MB/6MB");

        assertThat(messages.states)
                .endsWith("cache: pulling 25 % of 6.0 MB for 2 services", "db: pulling 25 % of 6.0 MB for 2 services");
    }

    /** Compose 5 names the image and not the service. */
    @Test
    void reportsPullsByTheImageOfAService() {
        feed(" Image redis Pulling ", " Image redis Pulled ");

        assertThat(messages.states).containsExactly("cache: pulling", "cache: starting");
    }

    @ParameterizedTest
    @CsvSource({"Creating, starting", "Started, starting", "Waiting, waiting has not ended yet"})
    void reportsWhatBecomesOfContainers(String state, String expected) {
        feed(" Container esb-a-web-2  " + state);

        assertThat(messages.states).containsExactly("web: " + expected);
    }

    @Test
    void reportsThatOthersWaitForTheHealthOfAService() {
        of("services: {db: {}, web: {depends_on: {db: {condition: service_healthy}}}}")
                .accept("", ProgressLine.parse(" Container esb-a-db-1  Waiting"));

        assertThat(messages.states).containsExactly("db: waiting not healthy yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {" Container of-another-1  Started", " Network esb-a_default  Created", "anything else"})
    void ignoresWhatIsOfNoService(String line) {
        feed(line);

        assertThat(messages.states).isEmpty();
        assertThat(messages.infos).isEmpty();
    }

    private ServiceProgress of(String stack) {
        return new ServiceProgress(messages, Stacks.of(stack));
    }

    private void feed(String... lines) {
        List.of(lines).forEach(line -> progress.accept(line, ProgressLine.parse(line)));
    }
}
