package dev.esb.lease;

import static dev.esb.lease.BuildProcess.State.ALIVE;
import static dev.esb.lease.BuildProcess.State.DEAD;
import static dev.esb.lease.BuildProcess.State.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerStart;
import dev.esb.docker.FakeDocker;
import dev.esb.lease.BuildProcess.Container;
import dev.esb.lease.BuildProcess.State;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStatesTest {
    private static final String ID = "e08d2021fbdd6f894fde550c98aff54d";
    private static final String MACHINE = "box/" + ID;
    private static final String BOOT = "6f1c9f3e-0f0e-4f63-a3a5-5d2f4a1f7c11";
    private static final String NAMESPACE = "pid:[4026531836]";
    private static final String USER = "1000@user:[4026531837]";
    private static final ProcessHost HERE = new ProcessHost("box", ID, BOOT, NAMESPACE, USER, false);
    private static final ProcessHost MAC = new ProcessHost("mac", "", "", "", "", false);
    private static final Instant STARTED = Instant.parse("2026-11-27T01:02:03.456Z");

    /** As this process sees them: 7 runs, and nothing else. */
    private static final Map<Long, Long> RUNNING = Map.of(7L, 4711L);

    private final FakeDocker docker = new FakeDocker();

    @Test
    void aProcessIsAliveWhileItRuns() {
        assertThat(state(process(7, 4711))).isEqualTo(ALIVE);
    }

    @Test
    void aProcessOfTheSameUserIsDeadWhereThereIsNoneOfItsNumber() {
        assertThat(state(process(8, 4711))).isEqualTo(DEAD);
    }

    @Test
    void aProcessIsDeadWhereItsNumberBelongsToAnother() {
        assertThat(state(process(7, 4710))).isEqualTo(DEAD);
        assertThat(state(ofUser(process(7, 4710), "1001@user:[4026531837]"))).isEqualTo(DEAD);
    }

    /** With {@code hidepid}, it may be there all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"1001@user:[4026531837]", "1000@user:[4026532999]", ""})
    void aProcessOfAnotherUserIsUnknownWhereItIsNotSeen(String user) {
        BuildProcess other = ofUser(process(8, 4711), user);

        assertThat(state(other)).isEqualTo(UNKNOWN);
        assertThat(state(new ProcessHost("box", ID, BOOT, NAMESPACE, "0@user:[4026531837]", true), other))
                .isEqualTo(DEAD);
    }

    @Test
    void twoProcessesOfNoKnownUserAreNotOfTheSameUser() {
        assertThat(state(new ProcessHost("box", ID, BOOT, NAMESPACE, "", false), ofUser(process(8, 4711), "")))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aProcessInAnotherNamespaceIsUnknown() {
        BuildProcess other = new BuildProcess(MACHINE, BOOT, "pid:[4026532999]", 8, 1, 1, USER, true, Optional.empty());

        assertThat(state(other)).isEqualTo(UNKNOWN);
        assertThat(state(new ProcessHost("box", ID, BOOT, "", USER, false), at(process(8, 1), MACHINE, BOOT, "")))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aProcessOfAnotherMachineIsUnknown() {
        String other = "box/" + "0".repeat(32);

        assertThat(state(at(process(8, 1), other, BOOT, NAMESPACE))).isEqualTo(UNKNOWN);
        assertThat(state(at(process(8, 1), other, "another", NAMESPACE))).isEqualTo(UNKNOWN);
    }

    /** A name proves nothing, but another one speaks against it. */
    @Test
    void aProcessOfAHostOfAnotherNameIsUnknown() {
        assertThat(state(at(process(8, 1), "other/" + ID, BOOT, NAMESPACE))).isEqualTo(UNKNOWN);
    }

    /** The engine has its containers behind a socket of the machine, so that it was started again, too. */
    @Test
    void aProcessIsDeadAfterARestartOfTheMachineWhereBothAreOnThatOfTheEngine() {
        BuildProcess before = at(process(7, 4711), MACHINE, "before", NAMESPACE);

        assertThat(state(before)).isEqualTo(DEAD);
    }

    /** Machine ids are copied with the images of virtual machines. */
    @Test
    void anotherBootAloneProvesNothing() {
        BuildProcess local = at(process(7, 4711), MACHINE, "before", NAMESPACE);
        BuildProcess remote = new BuildProcess(MACHINE, "before", NAMESPACE, 7, 4711, 1, USER, false, Optional.empty());

        assertThat(states(HERE, false, local).of(local))
                .as("read over the network")
                .isEqualTo(UNKNOWN);
        assertThat(states(HERE, true, remote).of(remote))
                .as("claimed over the network")
                .isEqualTo(UNKNOWN);
    }

    /** Two containers whose images have no machine id, on two hosts whose sockets are forwarded to one engine. */
    @Test
    void anotherBootProvesNothingWhereThereIsNoMachineId() {
        BuildProcess other = at(process(7, 4711), "box/", "before", NAMESPACE);

        assertThat(state(new ProcessHost("box", "", BOOT, NAMESPACE, USER, false), other))
                .isEqualTo(UNKNOWN);
    }

    /** As on macOS and Windows. */
    @Test
    void nothingIsProvenWhereTheSystemDoesNotTellMachinesApart() {
        assertThat(state(MAC, new BuildProcess("mac/", "", "", 8, 1, 1))).isEqualTo(UNKNOWN);
        assertThat(state(MAC, new BuildProcess("mac/", "", "", 7, 1, 1))).isEqualTo(UNKNOWN);
        assertThat(state(MAC, process(8, 1))).isEqualTo(UNKNOWN);
        assertThat(state(new BuildProcess("mac/", "", "", 8, 1, 1))).isEqualTo(UNKNOWN);
    }

    /** By its number and the millisecond of its start. */
    @Test
    void aProcessThatRunsIsAliveWhereTheSystemDoesNotTellMachinesApart() {
        assertThat(state(MAC, new BuildProcess("mac/", "", "", 7, 4711, 1))).isEqualTo(ALIVE);
    }

    @Test
    void aRecordOfTheFirstFormDoesNotSayEnoughForADeath() {
        BuildProcess gone = new BuildProcess(MACHINE, BOOT, NAMESPACE, 8, 4711, 1);

        assertThat(state(new BuildProcess(MACHINE, BOOT, NAMESPACE, 7, 4711, 1)))
                .isEqualTo(ALIVE);
        assertThat(state(gone)).as("of which the user is not known").isEqualTo(UNKNOWN);
        assertThat(state(new ProcessHost("box", ID, BOOT, NAMESPACE, USER, true), gone))
                .isEqualTo(DEAD);
        assertThat(state(new BuildProcess(MACHINE, "before", NAMESPACE, 7, 4711, 1)))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aProcessIsDeadWhoseContainerIsGone() {
        answer("c1", List.of());

        assertThat(state(inContainer("c1"))).isEqualTo(DEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exited", "dead", "created", "restarting", "removing", "stopped", "configured"})
    void aProcessIsDeadWhoseContainerHasEnded(String state) {
        answer("c1", List.of(new ContainerStart("c1", state, STARTED)));

        assertThat(state(inContainer("c1"))).isEqualTo(DEAD);
    }

    @Test
    void aProcessIsDeadWhoseContainerWasStartedAgain() {
        answer("c1", List.of(new ContainerStart("c1", "running", STARTED.plusNanos(1000))));

        assertThat(state(inContainer("c1"))).isEqualTo(DEAD);
    }

    /** It may have ended in it. */
    @ParameterizedTest
    @ValueSource(strings = {"running", "paused", "stopping"})
    void aProcessIsUnknownWhoseContainerRuns(String state) {
        answer("c1", List.of(new ContainerStart("c1", state, STARTED)));

        assertThat(state(inContainer("c1"))).isEqualTo(UNKNOWN);
    }

    @Test
    void theEngineIsAskedOnceForAllContainers() {
        BuildProcess gone = inContainer("c1");
        BuildProcess running = inContainer("c2");
        docker.answer(
                new ContainerCommand.InspectStarts(List.of("c1", "c2")),
                List.of(new ContainerStart("c2", "running", STARTED)));

        ProcessStates states = states(HERE, true, gone, running, gone);

        assertThat(states.of(gone)).isEqualTo(DEAD);
        assertThat(states.of(running)).isEqualTo(UNKNOWN);
        assertThat(docker.calls()).hasSize(1);
    }

    /** A process in this very container, say. */
    @Test
    void theEngineIsNotAskedForWhatIsKnownWithoutIt() {
        BuildProcess alive = new BuildProcess(
                MACHINE, BOOT, NAMESPACE, 7, 4711, 1, USER, true, Optional.of(new Container("c1", STARTED)));

        assertThat(states(HERE, true, alive, process(8, 1)).of(alive)).isEqualTo(ALIVE);
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void ofThisSystemFindThisProcessAndNotOneThatHasEnded() throws IOException, InterruptedException {
        BuildProcess me = BuildProcess.current(17);
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        BuildProcess other = new BuildProcess(
                me.machine(), me.boot(), me.namespace(), ended.pid(), 1, 17, me.user(), true, Optional.empty());

        ProcessStates states = ProcessStates.of(docker, List.of(me, other));

        assertThat(states.of(me)).isEqualTo(ALIVE);
        assertThat(states.of(other)).isEqualTo(me.boot().isEmpty() ? UNKNOWN : DEAD);
    }

    private State state(BuildProcess process) {
        return state(HERE, process);
    }

    private State state(ProcessHost here, BuildProcess process) {
        return states(here, true, process).of(process);
    }

    private ProcessStates states(ProcessHost here, boolean isOnEnginesMachine, BuildProcess... processes) {
        return ProcessStates.of(
                here,
                pid -> Optional.ofNullable(RUNNING.get(pid)),
                () -> isOnEnginesMachine,
                docker,
                List.of(processes));
    }

    private void answer(String container, List<ContainerStart> answer) {
        docker.answer(new ContainerCommand.InspectStarts(List.of(container)), answer);
    }

    private static BuildProcess process(long pid, long start) {
        return new BuildProcess(MACHINE, BOOT, NAMESPACE, pid, start, 1, USER, true, Optional.empty());
    }

    private static BuildProcess inContainer(String id) {
        return new BuildProcess(
                "", BOOT, "pid:[4026532999]", 8, 1, 1, USER, true, Optional.of(new Container(id, STARTED)));
    }

    private static BuildProcess ofUser(BuildProcess process, String user) {
        return new BuildProcess(
                MACHINE, BOOT, NAMESPACE, process.pid(), process.start(), 1, user, true, Optional.empty());
    }

    private static BuildProcess at(BuildProcess process, String machine, String boot, String namespace) {
        return new BuildProcess(
                machine, boot, namespace, process.pid(), process.start(), 1, USER, true, Optional.empty());
    }
}
