package dev.esb.lease;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerStart;
import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import dev.esb.lease.BuildProcess.Container;
import dev.esb.lease.BuildProcess.State;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be found out about processes that environments belong to: from here, and from the engine that has their leases. A process is dead
 * only where that is proven:
 *
 * <ul>
 *   <li>it was in the same PID namespace of the same boot of the same machine as this process, and its number belongs to another process by
 *       now; or to none, and this process would see it, because it has the same user or sees those of all;
 *   <li>it used the engine of its own machine, this process does so as well, and the machine was started again since;
 *   <li>it was in a container of the engine, which is gone, has ended or was started again since.
 * </ul>
 *
 * <p>Systems other than Linux say nothing by which two machines could be told apart, so a process of one of them is alive where there is one
 * with its number and its start, and else unknown. Old records of processes say less, and more of them are unknown.
 */
public final class ProcessStates {
    private final ProcessHost here;
    private final ProcessTable table;
    private final BooleanSupplier isOnEnginesMachine;
    private final Map<String, Optional<ContainerStart>> containers;

    private ProcessStates(
            ProcessHost here,
            ProcessTable table,
            BooleanSupplier isOnEnginesMachine,
            Map<String, Optional<ContainerStart>> containers) {
        this.here = here;
        this.table = table;
        this.isOnEnginesMachine = isOnEnginesMachine;
        this.containers = containers;
    }

    /** What can be found out about the processes of leases; see {@link #of}. */
    public static ProcessStates ofLeases(Docker docker, Collection<Lease> leases) {
        return of(
                docker,
                leases.stream()
                        .flatMap(lease ->
                                Stream.concat(lease.owner().process().stream(), lease.ownership().updating().stream()))
                        .toList());
    }

    /**
     * What can be found out about these processes. Asks the engine, once, for the containers of those about which nothing is known without
     * it; where there is none, it costs no {@code docker} command.
     *
     * @throws dev.esb.docker.DockerException when the engine does not answer
     */
    public static ProcessStates of(Docker docker, Collection<BuildProcess> processes) {
        return of(
                ProcessHost.current(),
                ProcessTable.SYSTEM,
                () -> Engine.isOfThisMachine(docker, docker.variables()),
                docker,
                processes);
    }

    /** @param isOnEnginesMachine whether this process uses the engine of its own machine; asked where that matters */
    static ProcessStates of(
            ProcessHost here,
            ProcessTable table,
            BooleanSupplier isOnEnginesMachine,
            Docker docker,
            Collection<BuildProcess> processes) {
        ProcessStates withoutEngine = new ProcessStates(here, table, isOnEnginesMachine, Map.of());
        List<String> unknown = processes.stream()
                .filter(process -> process.container().isPresent())
                .filter(process -> withoutEngine.of(process) == State.UNKNOWN)
                .map(process -> process.container().get().id())
                .distinct()
                .toList();
        if (unknown.isEmpty()) {
            return withoutEngine;
        }
        Map<String, ContainerStart> found = docker.run(new ContainerCommand.InspectStarts(unknown)).stream()
                .collect(Collectors.toMap(ContainerStart::id, Function.identity(), (one, same) -> one));
        return new ProcessStates(
                here,
                table,
                isOnEnginesMachine,
                unknown.stream()
                        .collect(Collectors.toMap(Function.identity(), id -> Optional.ofNullable(found.get(id)))));
    }

    /** Whether a process still runs, as far as that can be found out. */
    public State of(BuildProcess process) {
        State seen = seen(process);
        return seen == State.UNKNOWN
                        && process.container().filter(this::hasEnded).isPresent()
                ? State.DEAD
                : seen;
    }

    /** Whether it cannot be found out that a process has ended, or that it still runs. */
    public boolean isUnknown(BuildProcess process) {
        return of(process) == State.UNKNOWN;
    }

    private State seen(BuildProcess process) {
        if (here.boot().isEmpty() || process.boot().isEmpty()) {
            boolean isEqual = isOfSameMachine(process) && process.boot().equals(here.boot());
            return isEqual && isRunning(process) ? State.ALIVE : State.UNKNOWN;
        }
        if (!isOfSameMachine(process)) {
            return State.UNKNOWN;
        }
        if (!process.boot().equals(here.boot())) {
            // Copies of a virtual machine can have the same machine id, but not the same engine behind a socket.
            return !here.machine().isEmpty() && process.isOnEnginesMachine() && isOnEnginesMachine.getAsBoolean()
                    ? State.DEAD
                    : State.UNKNOWN;
        }
        if (here.namespace().isEmpty() || !process.namespace().equals(here.namespace())) {
            return State.UNKNOWN;
        }
        if (isRunning(process)) {
            return State.ALIVE;
        }
        boolean isVisible =
                here.seesAll() || !here.user().isEmpty() && here.user().equals(process.user());
        return isVisible || table.start(process.pid()).isPresent() ? State.DEAD : State.UNKNOWN;
    }

    private boolean isOfSameMachine(BuildProcess process) {
        return process.machine().equals(here.fullName());
    }

    private boolean isRunning(BuildProcess process) {
        return table.start(process.pid())
                .filter(start -> start == process.start())
                .isPresent();
    }

    private boolean hasEnded(Container container) {
        Optional<ContainerStart> now = containers.get(container.id());
        return now != null
                && now.filter(start -> !start.hasEnded() && start.started().equals(container.started()))
                        .isEmpty();
    }
}
