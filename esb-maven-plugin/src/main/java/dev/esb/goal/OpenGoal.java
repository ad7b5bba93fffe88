package dev.esb.goal;

import dev.esb.environment.ContainerPort;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.host.Browser;
import dev.esb.parameter.UrlParts;
import dev.esb.service.ServiceContainers;
import dev.esb.service.ServicePort;
import java.util.Optional;

/** Prints the URL of a published port of a service, and opens it in the browser. */
public final class OpenGoal {
    private final GoalContext context;

    public OpenGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * Where there is no browser or no display, a warning says so.
     *
     * @param directories those of the environment
     * @param wanted the port of the container; empty for the only one that the service publishes
     * @throws dev.esb.EsbException when there is no such environment, service or port
     */
    public void run(
            EnvironmentKey key,
            Directories directories,
            String service,
            Optional<ContainerPort> wanted,
            UrlParts parts) {
        ServicePort port =
                new ServiceContainers(context.docker(), key, directories).port(service, wanted, context.variables());
        String url = parts.of(port.text(), port.port().number());
        context.print(url);
        if (!new Browser(context.variables(), System.getProperty("os.name")).open(url)) {
            context.reporter()
                    .warn("No browser could be opened here: there is no display, or no program for it."
                            + " The variable BROWSER can name one");
        }
    }
}
