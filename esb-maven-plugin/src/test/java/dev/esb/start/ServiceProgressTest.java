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

    /** Where the name of a target is none of a service, which no Compose is known to do. */
    @Test
    void reportsAStepOfNoKnownServiceByItsName() {
        feed("#7 [3/3] RUN make", "#7 0.113 cc main.c");

        assertThat(messages.states).isEmpty();
        assertThat(messages.infos).containsExactly("Building [3/3] RUN make");
    }

    @Test
    void readsTheClassicBuilderWhereItCanOnlyBuildOneService() {
        feed("Step 2/4 : RUN make");
        ServiceProgress ofTwo = of("services: {a: {build: .}, b: {build: .}}");
        ofTwo.accept("Step 2/4 : RUN make", ProgressLine.parse("Step 2/4 : RUN make"));

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
