package dev.esb.maven;

import dev.esb.environment.ContainerPort;
import dev.esb.lifecycle.ServicePort;
import java.util.LinkedHashMap;
import java.util.Map;
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
        ServicePort port = publishedPort(service, wanted);
        print(output == OutputFormat.JSON ? json(port) : port.text());
    }

    /** Named as in {@code ps} and {@code list}; as {@code docs/schema/port.schema.json} describes it. */
    static String json(ServicePort port) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", port.service());
        fields.put("container", port.container());
        fields.put("target", port.port().number());
        fields.put("protocol", port.port().protocol());
        fields.put("address", port.address());
        fields.put("published", port.published());
        fields.put("host", port.host());
        return OutputFormat.json(fields);
    }
}
