package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerStart;
import dev.esb.docker.FakeDocker;
import dev.esb.engine.EnginePlace;
import dev.esb.lease.BuildProcess.Container;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildProcessTest {
    private static final Instant STARTED = Instant.parse("2026-11-27T01:02:03.456789Z");
    private static final String OLD = "box/0123|b-1|pid:[4026531836]|7|4711|1769860800000";

    private final BuildProcess current = BuildProcess.current(17);

    @Test
    void isWrittenAsOneLineAndReadBack() {
        BuildProcess inContainer = new BuildProcess(
                "0123",
                "b-1",
                "pid:[1]",
                7,
                4711,
                1,
                "0@user:[1]",
                true,
                Optional.of(new Container("c0ffee", STARTED)));

        assertThat(BuildProcess.parse(current.text())).contains(current);
        assertThat(inContainer.text())
                .isEqualTo("0123|b-1|pid:[1]|7|4711|1|0@user:[1]|local|c0ffee|2026-11-27T01:02:03.456789Z");
        assertThat(BuildProcess.parse(inContainer.text())).contains(inContainer);
        assertThat(BuildProcess.parse("")).isEmpty();
    }

    /** Else Compose would recreate the containers of environments that the version before has brought up. */
    @Test
    void ofTheFirstFormIsReadAndWrittenAgainAsItWas() {
        BuildProcess old = BuildProcess.parse(OLD).orElseThrow();

        assertThat(old).isEqualTo(new BuildProcess("box/0123", "b-1", "pid:[4026531836]", 7, 4711, 1769860800000L));
        assertThat(old.text()).isEqualTo(OLD);
    }

    @Test
    void isNotReadWhereItHasAFormOfALaterVersion() {
        for (String text :
                List.of("nonsense", OLD + "|u", OLD + "|u|local|c|2026-11-27T01:02:03Z|more", OLD + "|u||c|x")) {
            assertThatThrownBy(() -> BuildProcess.parse(text)).isInstanceOf(NumberFormatException.class);
        }
    }

    @Test
    void isTheSameWhateverElseIsKnownOfIt() {
        BuildProcess claiming = current.on(new FakeDocker(), new EnginePlace.Here());

        assertThat(claiming).isNotEqualTo(current);
        assertThat(claiming.isSame(current)).isTrue();
        assertThat(BuildProcess.current(18).isSame(current)).isFalse();
    }

    @Test
    void saysWhetherItsEngineIsThatOfItsMachine() {
        assertThat(current.on(new FakeDocker(), new EnginePlace.Here()).isOnEnginesMachine())
                .isTrue();
        assertThat(current.on(new FakeDocker(), new EnginePlace.Here(false)).isOnEnginesMachine())
                .isFalse();
        assertThat(current.on(new FakeDocker(), new EnginePlace.Elsewhere("far"))
                        .isOnEnginesMachine())
                .isFalse();
    }

    @Test
    void saysItsContainerAndWhenThatWasStarted() {
        FakeDocker docker = new FakeDocker()
                .answer(
                        new ContainerCommand.InspectStarts(List.of("c0ffee")),
                        List.of(new ContainerStart("c0ffee", "running", STARTED)));

        BuildProcess claiming = current.on(docker, new EnginePlace.Beside("c0ffee", "172.17.0.1", List.of()));

        assertThat(claiming.container()).contains(new Container("c0ffee", STARTED));
        assertThat(claiming.isOnEnginesMachine()).isTrue();
    }
}
