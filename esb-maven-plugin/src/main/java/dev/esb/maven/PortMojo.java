package dev.esb.maven;

import dev.esb.environment.ContainerPort;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.OutputFormat;
import dev.esb.goal.PortGoal;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Prints where a published port of a service can be reached, as {@code host:port}, for scripts: with {@code mvn -q} it is the only line. Of a
 * service with several containers, it is the first one's that runs. Fails if there is no such environment, service or port.
 */
@Mojo(name = "port", requiresProject = false, threadSafe = true)
public final class PortMojo extends AbstractPortMojo {

    /** {@code table}, which is one line here, or {@code json} for other programs to read (with {@code mvn -q}, so that Maven prints nothing else). */
    @Parameter(property = "esb.format", defaultValue = "table")
    private String format;

    @Override
    void run() {
        OutputFormat output = OutputFormat.of(format);
        String service = service();
        Optional<ContainerPort> wanted = containerPort();
        EnvironmentKey key = key();
        new PortGoal(context()).run(key, layout().of(key), service, wanted, output);
    }
}
