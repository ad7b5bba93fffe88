package dev.esb.goal;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.host.Terminal;
import dev.esb.service.ServiceCommand;
import dev.esb.service.ServiceContainers;

/** Runs a command in the first container of a service that runs, with the standard input and output of this process. */
public final class ExecGoal {
    private final GoalContext context;

    public ExecGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param directories those of the environment
     * @return the exit code of the command
     * @throws dev.esb.EsbException when no container of the service runs, or the command has failed while another process is at work on the
     *     environment
     */
    public int run(EnvironmentKey key, Directories directories, ServiceCommand command) {
        ServiceContainers containers = new ServiceContainers(context.docker(), key, directories);
        int exitCode = command.run(context.docker(), containers, Terminal.isThere());
        if (exitCode != 0) {
            containers.atWork().ifPresent(busy -> {
                throw busy;
            });
        }
        return exitCode;
    }
}
