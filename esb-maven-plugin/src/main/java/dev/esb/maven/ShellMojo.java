package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.docker.DockerCli;
import dev.esb.host.Terminal;
import dev.esb.lifecycle.ServiceCommand;
import dev.esb.lifecycle.ServiceContainers;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Opens a shell in the first container of a service that runs: bash if the image has it, else sh. Needs a terminal; without one, {@code esb:exec}
 * runs single commands. However the shell ends, the goal does not fail.
 */
@Mojo(name = "shell", requiresProject = false, threadSafe = true)
public final class ShellMojo extends AbstractServiceMojo {

    /** The user in the container, by name or number, and maybe a group: {@code postgres}, {@code 0:0}. Default: the container's own. */
    @Parameter(property = "esb.user")
    private String user;

    @Override
    void run() {
        ServiceCommand shell = ServiceCommand.shell(service(), given(user));
        DockerCli docker = docker();
        ServiceContainers containers = containers(docker);
        if (!Terminal.isThere()) {
            throw new EsbException(
                    "There is no terminal here for a shell. Run a command with: mvn esb:exec %s -Desb.service=%s -Desb.command=\"...\""
                            .formatted(key().options(), shell.service()));
        }
        // The exit code is that of the last command which the user typed, and says nothing about the shell.
        shell.run(docker, containers, true);
    }
}
