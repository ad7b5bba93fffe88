package dev.esb.goal;

import dev.esb.EsbException;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.host.Terminal;
import dev.esb.service.ServiceCommand;
import dev.esb.service.ServiceContainers;
import java.util.Optional;

/** Opens a shell in the first container of a service that runs: bash if the image has it, else sh. */
public final class ShellGoal {
    private final GoalContext context;

    public ShellGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * However the shell ends, that is no error.
     *
     * @param directories those of the environment
     * @param user as {@code docker exec --user} takes it; empty for the container's own
     * @throws EsbException when there is no terminal, or no container of the service runs
     */
    public void run(EnvironmentKey key, Directories directories, String service, Optional<String> user) {
        if (!Terminal.isThere()) {
            throw new EsbException(
                    "There is no terminal here for a shell. Run a command with: mvn esb:exec %s -Desb.service=%s -Desb.command=\"...\""
                            .formatted(key.options(), service));
        }
        // The exit code is that of the last command which the user typed, and says nothing about the shell.
        ServiceCommand.shell(service, user)
                .run(context.docker(), new ServiceContainers(context.docker(), key, directories), true);
    }
}
