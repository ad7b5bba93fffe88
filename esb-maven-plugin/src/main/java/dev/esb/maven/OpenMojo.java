package dev.esb.maven;

import dev.esb.environment.ContainerPort;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.OpenGoal;
import dev.esb.parameter.UrlParts;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Prints the URL of a published port of a service, and opens it in the browser: with the command in the variable {@code BROWSER}, else with
 * {@code xdg-open}, {@code open} or what Windows has. Where there is no browser or no display, it says so, and does not fail. Fails if there is no
 * such environment, service or port.
 */
@Mojo(name = "open", requiresProject = false, threadSafe = true)
public final class OpenMojo extends AbstractPortMojo {

    /** The scheme of the URL. Default: {@code https} where the port of the container is 443 or 8443, else {@code http}. */
    @Parameter(property = "esb.scheme")
    private String scheme;

    /** The path of the URL, such as {@code /admin?tab=users}. */
    @Parameter(property = "esb.path", defaultValue = "/")
    private String path;

    @Override
    void run() {
        String service = service();
        Optional<ContainerPort> wanted = containerPort();
        UrlParts parts = UrlParts.read(scheme, path);
        EnvironmentKey key = key();
        new OpenGoal(context()).run(key, layout().of(key), service, wanted, parts);
    }
}
