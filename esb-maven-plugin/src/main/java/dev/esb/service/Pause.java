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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pauses services of an environment that is up, and lets them go on: all processes in their containers are held, so that connections stay open, and
 * nothing answers.
 *
 * <p>By container, and not with Compose, which fails where one of several is paused already, with the others in either state.
 */
public final class Pause {
    private final Docker docker;
    private final Map<String, String> variables;
    private final StartedAgain again;

    /**
     * @param me this process
     * @param variables the environment variables of this process
     */
    public Pause(Docker docker, BuildProcess me, Map<String, String> variables) {
        this.docker = docker;
        this.variables = variables;
        this.again = StartedAgain.of(docker, me, Reporter.NONE);
    }

    /**
     * Pauses the containers that run. It is no error where they are paused already; those that have ended are left out.
     *
     * @param services the services; empty for all
     * @throws EsbException as {@link Restart#run}, but for readiness; and when none of these containers runs or is paused, or the engine
     *     cannot pause
     */
    public ServicesChanged pause(EnvironmentKey key, Directories directories, List<String> services) {
        Engine.check(docker, variables);
        return new ServicesAtHand(docker, again).whileHeld(key, directories, services, "paused", own -> {
            List<ContainerSummary> alive = Running.require(key, services, own);
            List<ContainerSummary> changed = new ArrayList<>();
            try {
                for (ContainerSummary container : alive) {
                    if (!container.isPaused() && docker.run(new ContainerCommand.Pause(container.id()))) {
                        changed.add(container);
                    }
                }
            } catch (DockerException e) {
                throw ServicesAtHand.notAll(key, "paused", e);
            }
            return new ServicesChanged(key, services, Change.PAUSED, changed, paused(alive, true));
        });
    }

    /**
     * Lets containers go on that are paused. It is no error where they are not.
     *
     * @param services the services; empty for all
     * @throws EsbException as {@link #pause}
     */
    public ServicesChanged unpause(EnvironmentKey key, Directories directories, List<String> services) {
        Engine.check(docker, variables);
        return new ServicesAtHand(docker, again).whileHeld(key, directories, services, "unpaused", own -> {
            List<ContainerSummary> alive = Running.require(key, services, own);
            List<ContainerSummary> paused = paused(alive, true);
            try {
                if (!paused.isEmpty()) {
                    docker.run(new ContainerCommand.Unpause(Stop.ids(paused)));
                }
            } catch (DockerException e) {
                throw ServicesAtHand.notAll(key, "unpaused", e);
            }
            return new ServicesChanged(key, services, Change.UNPAUSED, paused, paused(alive, false));
        });
    }

    private static List<ContainerSummary> paused(List<ContainerSummary> containers, boolean isPaused) {
        return containers.stream()
                .filter(container -> container.isPaused() == isPaused)
                .toList();
    }
}
