package dev.esb.maven;

import dev.esb.EsbException;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that work on one service of an environment. They need neither Compose nor the Compose file. */
abstract class AbstractServiceMojo extends AbstractEnvironmentMojo {

    /** The service, as the Compose file names it. Of several containers, it is the first that runs. Required. */
    @Parameter(property = "esb.service")
    private String service;

    /** @throws EsbException when none is given */
    final String service() {
        return given(service)
                .map(String::strip)
                .orElseThrow(() -> new EsbException(
                        "No service is named: -Desb.service=NAME says which one. Those that there are: mvn esb:ps %s"
                                .formatted(key().options())));
    }
}
