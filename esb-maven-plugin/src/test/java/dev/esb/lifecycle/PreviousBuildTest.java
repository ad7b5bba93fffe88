package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.cleanup.EnvironmentSweep;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import dev.esb.plan.EngineState;
import dev.esb.plan.StackRequest;
import dev.esb.service.FakeEngine;
import dev.esb.service.Summaries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviousBuildTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "");

    @TempDir
    private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final FakeTime time = new FakeTime();
    private final RecordedMessages messages = new RecordedMessages();
    private final LeaseRegistry leases =
            new LeaseRegistry(engine.docker, FakeEngine.BUILD, Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE);

    /** What happens when this build has waited for a second. */
    private Runnable afterASecond = () -> {};

    @Test
    void goesOnWhereNoBuildHasTheEnvironment() {
        engine.lease(EnvironmentKey.of("b", ""), FakeEngine.OTHER_BUILD);

        assertThat(await(Duration.ZERO).leases()).extracting(Lease::key).containsExactly(EnvironmentKey.of("b", ""));
        assertThat(time.slept()).isZero();
    }

    @Test
    void goesOnWhereThisBuildHasItOrAPerson() {
        engine.lease(KEY, FakeEngine.BUILD);
        engine.lease(EnvironmentKey.of("b", ""), FakeEngine.OTHER_BUILD);
        FakeEngine ofPerson = new FakeEngine();
        ofPerson.lease(KEY, Owner.person("me@test"));

        assertThat(await(Duration.ZERO).leases()).hasSize(2);
        assertThat(await(ofPerson, Duration.ZERO).leases()).hasSize(1);
        assertThat(time.slept()).isZero();
    }

    @Test
    void failsAtOnceWhereAnotherBuildHasItAndNamesThatBuild() {
        engine.lease(KEY, FakeEngine.OTHER_BUILD);

        assertThatThrownBy(() -> await(Duration.ZERO))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The environment 'a' belongs to another build (me@test, process "
                        + ProcessHandle.current().pid() + " since ")
                .hasMessageEndingWith("-Desb.lockWait=SECONDS, or use another name: -Desb.env=NAME");
        assertThat(time.slept()).isZero();
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
    }

    /** Of another machine, say, or on macOS and Windows. */
    @Test
    void saysWhatToDoWhereTheOtherBuildCannotBeSeen() {
        engine.lease(KEY, Owners.build(Owners.ELSEWHERE));

        assertThatThrownBy(() -> await(Duration.ZERO))
                .hasMessageContaining("The environment 'a' belongs to another build (me@test, process 1 since ")
                .hasMessageEndingWith(
                        "or use another name: -Desb.env=NAME. Whether that process still runs cannot be seen from"
                                + " here; if you know that it does not, take the environment down: mvn esb:down -Desb.env=a");
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
    }

    @Test
    void waitsForAnotherBuildAndGoesOnWhenItIsDone() {
        engine.lease(KEY, FakeEngine.OTHER_BUILD);
        afterASecond = () -> leases.release(leases.all().get(0));

        assertThat(await(Duration.ofSeconds(10)).leases()).isEmpty();
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
        assertThat(messages.infos)
                .singleElement()
                .asString()
                .startsWith("Waiting for the environment 'a', which belongs to another build (me@test, process ")
                .endsWith("; for at most 10 s (esb.lockWait)");
    }

    @Test
    void waitsForAnotherProcessThatBringsTheEnvironmentOfAPersonUp() {
        Lease lease = engine.lease(KEY, FakeEngine.OTHER_PERSON);
        LeaseRegistry other = new LeaseRegistry(
                engine.docker, FakeEngine.OTHER_PERSON, Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE);
        afterASecond = () -> other.handOver(lease, Optional.empty());

        assertThat(await(Duration.ofSeconds(10)).leases())
                .singleElement()
                .satisfies(held -> assertThat(held.owner().process()).isEmpty());
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
        assertThat(messages.infos)
                .singleElement()
                .asString()
                .startsWith("Waiting for the environment 'a', which is being brought up by another process (me@test, ");
    }

    @Test
    void waitsNoLongerThanItIsTo() {
        engine.lease(KEY, FakeEngine.OTHER_BUILD);

        assertThatThrownBy(() -> await(Duration.ofSeconds(10)))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("belongs to another build");
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(10));
        assertThat(messages.infos).hasSize(1);
    }

    @Test
    void waitsAsLongWhereTheHostsClockIsSet() {
        engine.lease(KEY, FakeEngine.OTHER_BUILD);
        afterASecond = () -> time.set(Duration.ofHours(1));

        assertThatThrownBy(() -> await(Duration.ofSeconds(10))).isInstanceOf(EsbException.class);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(10));
    }

    /** As a build that was killed leaves it. */
    @Test
    void takesDownWhatAnEndedBuildHasLeftOfIt() {
        engine.lease(KEY, FakeEngine.ENDED_BUILD);
        engine.lease(EnvironmentKey.of("b", ""), FakeEngine.ENDED_BUILD);
        engine.containers.add(Summaries.healthy("web"));

        EngineState state = await(Duration.ZERO);

        assertThat(state.leases()).extracting(Lease::key).containsExactly(EnvironmentKey.of("b", ""));
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).containsExactly(new ComposeCommand.Down("esb-a"));
        assertThat(engine.containers).isEmpty();
        assertThat(messages.infos).singleElement().asString().startsWith("Taking down 'a', which me@test, process ");
    }

    @Test
    void takesDownWhatABuildLeavesThatEndsMeanwhile() {
        Lease running = engine.lease(KEY, FakeEngine.OTHER_BUILD);
        afterASecond = () -> {
            leases.release(running);
            engine.lease(KEY, FakeEngine.ENDED_BUILD);
        };

        assertThat(await(Duration.ofSeconds(10)).leases()).isEmpty();
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).containsExactly(new ComposeCommand.Down("esb-a"));
    }

    @Test
    void removesANetworkThatTheEngineMadeAfterItsBuildWasTakenDown() {
        engine.networks.add(new Network("esb-a_default", "esb-a", "default", List.of("10.208.0.0/24")));
        engine.label(Kind.NETWORK, "esb-a_default", "esb-a", FakeEngine.ENDED_BUILD);

        await(Duration.ZERO);

        assertThat(engine.labelled()).isEmpty();
    }

    @Test
    void leavesANetworkThatIsNoneOfAnEndedBuild() {
        engine.networks.add(new Network("esb-a_default", "esb-a", "default", List.of("10.208.0.0/24")));
        engine.label(Kind.NETWORK, "esb-a_default", "esb-a", FakeEngine.OTHER_BUILD);

        assertThat(await(Duration.ZERO).networks()).hasSize(1);
        assertThat(engine.labelled()).extracting(Resource::name).containsExactly("esb-a_default");
    }

    /** It costs three calls of the docker command. */
    @Test
    void looksForNothingLateWhereNoNetworkIsThere() {
        engine.label(Kind.VOLUME, "esb-a_data", "esb-a", FakeEngine.ENDED_BUILD);

        await(Duration.ZERO);

        assertThat(engine.labelled()).extracting(Resource::name).containsExactly("esb-a_data");
    }

    private EngineState await(Duration lockWait) {
        return await(engine, lockWait);
    }

    private EngineState await(FakeEngine on, Duration lockWait) {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("sockets"), directory.resolve("target"));
        UpOptions options = new UpOptions(
                Duration.ofSeconds(60),
                Duration.ZERO,
                lockWait,
                false,
                false,
                false,
                List.of(),
                List.of(),
                Duration.ofSeconds(600));
        LeaseRegistry registry = new LeaseRegistry(on.docker, FakeEngine.BUILD, time, time, Reporter.NONE);
        EnvironmentSweep sweep = new EnvironmentSweep(on.docker, time, messages);
        return new PreviousBuild(on.docker, registry, sweep, messages, time, this::sleep)
                .await(StackRequest.of(KEY, layout, directory), options, EngineState.of(on.docker, registry, KEY));
    }

    private void sleep(Duration duration) {
        time.sleep(duration);
        if (time.slept().equals(Duration.ofSeconds(1))) {
            afterASecond.run();
        }
    }
}
