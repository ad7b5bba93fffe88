package dev.esb.maven;

import dev.esb.parameter.Entries;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that take services of an environment away and give them back. They need neither Compose nor the Compose file. */
abstract class AbstractServicesMojo extends AbstractEnvironmentMojo {

    /** The services; on the command line separated by commas. Default: all services. */
    @Parameter(property = "esb.service")
    private List<String> service;

    /** @throws dev.esb.EsbException when an entry is empty */
    final List<String> services() {
        return Entries.read("esb.service", service);
    }
}
