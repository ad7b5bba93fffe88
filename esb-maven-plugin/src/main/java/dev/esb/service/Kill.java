package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.service.ServicesChanged.Change;
import java.util.List;
import java.util.Map;

/** Sends a signal to the main processes of services of an environment that is up. */
public final class Kill {
    private final Docker docker;
    private final Map<String, String> variables;
    private final StartedAgain again;

    /**
     * @param me this process
     * @param variables the environment variables of this process
     */
    public Kill(Docker docker, BuildProcess me, Map<String, String> variables) {
        this.docker = docker;
        this.variables = variables;
        this.again = StartedAgain.of(docker, me, Reporter.NONE);
    }

    /**
     * Sends the signal to the containers that run or are paused. The engine starts none of them again by itself, whatever their restart policy.
     *
     * <p>Not with Compose, which leaves out those that are paused, or not, by its version, and takes every name for that of a service.
     *
     * @param services the services; empty for all
     * @throws EsbException as {@link Restart#run}, but for readiness, and when no container of these services runs
     */
    public ServicesChanged run(EnvironmentKey key, Directories directories, List<String> services, KillSignal signal) {
        Engine.check(docker, variables);
        return new ServicesAtHand(docker, again).whileHeld(key, directories, services, "killed", own -> {
            List<ContainerSummary> alive = Running.require(key, services, own);
            List<String> ids = Stop.ids(alive);
            StoppedFile.in(key, directories).add(docker.run(new ContainerCommand.InspectStarts(ids)));
            try {
                docker.run(new ContainerCommand.Kill(ids, signal.toString()));
            } catch (DockerException e) {
                throw ServicesAtHand.notAll(key, "killed", e);
            }
            return new ServicesChanged(
                    key, services, signal.isKill() ? Change.KILLED : Change.signalled(signal), alive, List.of());
        });
    }
}
