package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.service.ServicesChanged.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Stops services of an environment that is up. Their containers stay, with their data, and so do the environment's slot and ports. */
public final class Stop {
    private final Docker docker;
    private final Map<String, String> variables;
    private final StartedAgain again;

    /**
     * @param me this process
     * @param variables the environment variables of this process
     */
    public Stop(Docker docker, BuildProcess me, Map<String, String> variables) {
        this.docker = docker;
        this.variables = variables;
        this.again = StartedAgain.of(docker, me, Reporter.NONE);
    }

    /**
     * Stops the containers that run or are paused, those that depend on others before these. It is no error where none does.
     *
     * @param services the services; empty for all
     * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
     * @throws EsbException as {@link Restart#run}, but for readiness
     */
    public ServicesChanged run(
            EnvironmentKey key, Directories directories, List<String> services, Duration stopTimeout) {
        Engine engine = Engine.check(docker, variables);
        return new ServicesAtHand(docker, again).whileHeld(key, directories, services, "stopped", own -> {
            List<ContainerSummary> alive =
                    own.stream().filter(ContainerSummary::isAlive).toList();
            if (!alive.isEmpty()) {
                StoppedFile.in(key, directories).add(docker.run(new ContainerCommand.InspectStarts(ids(alive))));
                stop(key, alive, stopTimeout, engine);
            }
            // With all services, those that have ended are mostly one-shot services, of which nobody asks.
            List<ContainerSummary> others = services.isEmpty() && !alive.isEmpty()
                    ? List.of()
                    : own.stream().filter(container -> !container.isAlive()).toList();
            return new ServicesChanged(key, services, Change.STOPPED, alive, others);
        });
    }

    private void stop(EnvironmentKey key, List<ContainerSummary> alive, Duration stopTimeout, Engine engine) {
        List<String> services =
                alive.stream().map(ContainerSummary::service).distinct().toList();
        try {
            PausedServices.goOnOnPodman(docker, engine, alive);
            docker.run(new ComposeCommand.Stop(key.project(), services, (int) stopTimeout.toSeconds()));
        } catch (DockerException e) {
            throw ServicesAtHand.notAll(key, "stopped", e);
        }
    }

    static List<String> ids(List<ContainerSummary> containers) {
        return containers.stream().map(ContainerSummary::id).toList();
    }
}
