package dev.esb.maven;

import dev.esb.Age;
import dev.esb.lease.BuildProcess;
import dev.esb.lifecycle.EnvironmentQueries;
import dev.esb.lifecycle.EnvironmentSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Lists the environments on the engine, and says which of them ended builds have left behind. Takes none of them down. */
@Mojo(name = "list", requiresProject = false, threadSafe = true)
public final class ListMojo extends AbstractHomeMojo {
    private static final String ENDED =
            "ended: its build has ended, or its ttl is over. The next 'mvn esb:up' takes it down, and so does: mvn esb:prune -Desb.prune=true";

    /** {@code table}, or {@code json} for other programs to read (with {@code mvn -q}, so that Maven prints nothing else). */
    @Parameter(property = "esb.format", defaultValue = "table")
    private String format;

    @Override
    boolean isOncePerBuild() {
        return true;
    }

    @Override
    void run() {
        OutputFormat output = OutputFormat.of(format);
        EnvironmentQueries environments = new EnvironmentQueries(docker());
        environments.requireEngine(processEnvironment());
        List<EnvironmentSummary> found = environments.list(Instant.now(), reporter());
        if (output == OutputFormat.JSON) {
            print(json(found));
        } else if (found.isEmpty()) {
            print("There is no environment on this engine. Bring one up with: mvn esb:up -Desb.env=NAME");
        } else {
            TextTable table = new TextTable("NAME", "STACK", "SLOT", "STATE", "AGE", "OWNER", "PORTS");
            for (EnvironmentSummary environment : found) {
                table.add(
                        environment.env(),
                        environment.stack().isEmpty() ? "-" : environment.stack(),
                        String.valueOf(environment.slot()),
                        environment.state(),
                        Age.text(Duration.between(environment.created(), Instant.now())),
                        environment.owner().toString(),
                        ports(environment));
            }
            table.lines().forEach(this::print);
            if (found.stream().anyMatch(EnvironmentSummary::hasEnded)) {
                print(ENDED);
            }
        }
    }

    private static String ports(EnvironmentSummary environment) {
        String text =
                environment.ports().stream().map(ListMojo::port).distinct().collect(Collectors.joining(" "));
        return text.isEmpty() ? "-" : text;
    }

    /** {@code web:80->28704}, {@code dns:53->20001/udp}: TCP is not marked. */
    static String port(EnvironmentSummary.Port port) {
        String protocol = port.protocol().equals("tcp") ? "" : "/" + port.protocol();
        return "%s:%d->%d%s".formatted(port.service(), port.target(), port.published(), protocol);
    }

    /** As {@code docs/schema/list.schema.json} describes it. */
    static String json(List<EnvironmentSummary> environments) {
        return OutputFormat.json(environments.stream().map(ListMojo::fields).toList());
    }

    private static Map<String, Object> fields(EnvironmentSummary environment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("env", environment.env());
        fields.put("stack", environment.stack());
        fields.put("project", environment.project());
        fields.put("slot", environment.slot());
        fields.put("state", environment.state());
        fields.put("owner", environment.owner().person());
        fields.put(
                "process", environment.owner().process().map(BuildProcess::pid).orElse(null));
        fields.put(
                "expires", environment.owner().expires().map(Instant::toString).orElse(null));
        fields.put("created", environment.created().toString());
        fields.put("ports", new ArrayList<>(environment.ports()));
        return fields;
    }
}
