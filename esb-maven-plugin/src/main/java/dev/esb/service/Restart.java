package dev.esb.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSettings;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.start.TimeLimit;
import dev.esb.wait.ServiceWait;
import dev.esb.wait.StackWaits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Restarts the containers of an environment that is up, and waits until they are ready again. Needs no Compose file. */
public final class Restart {
    private final Docker docker;
    private final Map<String, String> variables;
    private final StartedAgain again;

    /**
     * @param me this process
     * @param variables the environment variables of this process
     */
    public Restart(Docker docker, BuildProcess me, Map<String, String> variables, Reporter reporter) {
        this(docker, variables, StartedAgain.of(docker, me, reporter));
    }

    Restart(Docker docker, Map<String, String> variables, StartedAgain again) {
        this.docker = docker;
        this.variables = variables;
        this.again = again;
    }

    /**
     * @param containers the containers that were restarted, in the order of services and numbers
     * @param moved those of their ports that have another address than before, which happens where the engine chooses the ports
     */
    public record Restarted(List<ContainerSummary> containers, List<ServicePort> moved) {}

    /**
     * What is restarted.
     *
     * @param containers as they were before
     * @param model what they tell of the stack
     * @param waits what they have to satisfy
     */
    private record Begun(List<ContainerSummary> containers, JsonNode model, List<ServiceWait> waits) {}

    /**
     * Restarts containers, also those that had ended, and waits until they are ready: healthy, ended with 0, or with ports that answer, and
     * with their waits satisfied.
     *
     * @param services the services; empty for all
     * @param waits those of the pom; the ones of the stack's labels are known from the containers
     * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
     * @param timeout how long it may take until all are ready, from the start of this call
     * @throws EsbException when there is no such environment or service, another process brings the environment up or takes it down, a service
     *     can never satisfy a wait, the containers cannot be restarted, or they do not get ready
     */
    public Restarted run(
            EnvironmentKey key,
            Directories directories,
            List<String> services,
            List<ServiceWait> waits,
            Duration stopTimeout,
            Duration timeout) {
        TimeLimit limit = new TimeLimit(timeout, again.monotonicClock());
        Engine engine = Engine.check(docker, variables);
        Begun begun = new ServicesAtHand(docker, again).whileHeld(key, directories, services, "restarted", own -> {
            PausedServices.goOnOnPodman(docker, engine, own);
            return restart(key, own, services, waits, stopTimeout);
        });
        List<ContainerSummary> after =
                again.await(key, directories, engine, begun.model(), begun.waits(), limit, "restarted");
        return new Restarted(after, again.moved(begun.containers(), after, engine));
    }

    private Begun restart(
            EnvironmentKey key,
            List<ContainerSummary> own,
            List<String> services,
            List<ServiceWait> waits,
            Duration stopTimeout) {
        Begun begun = begun(own, services, waits);
        try {
            docker.run(new ComposeCommand.Restart(key.project(), services, (int) stopTimeout.toSeconds()));
        } catch (DockerException e) {
            throw new EsbException(
                    "Not all containers of the environment '%s' could be restarted: %s. Look at them with 'mvn esb:ps %s'; 'mvn esb:up %s' starts what is missing."
                            .formatted(key, e.lastReason(), key.options(), key.options()),
                    e);
        }
        return begun;
    }

    private Begun begun(List<ContainerSummary> own, List<String> services, List<ServiceWait> waits) {
        List<ContainerSettings> settings = docker.run(new ContainerCommand.Settings(
                own.stream().map(ContainerSummary::id).toList()));
        JsonNode model = ContainersModel.of(own, settings);
        List<ServiceWait> ofOwn = waits.stream()
                .filter(wait -> services.isEmpty() || services.contains(wait.service()))
                .toList();
        return new Begun(own, model, StackWaits.of(ofOwn, model));
    }
}
