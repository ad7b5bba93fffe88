package dev.esb.goal;

import dev.esb.Age;
import dev.esb.lease.BuildProcess;
import dev.esb.service.EnvironmentQueries;
import dev.esb.service.EnvironmentSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists the environments on the engine, and says which of them ended builds have left behind. Takes none of them down. */
public final class ListGoal {
    private static final String ENDED =
            "ended: its build has ended, or its ttl is over. The next 'mvn esb:up' takes it down, and so does: mvn esb:prune -Desb.prune=true";

    private final GoalContext context;

    public ListGoal(GoalContext context) {
        this.context = context;
    }

    /** @throws dev.esb.EsbException when no engine answers */
    public void run(OutputFormat output) {
        EnvironmentQueries environments = new EnvironmentQueries(context.docker());
        environments.requireEngine(context.variables());
        List<EnvironmentSummary> found = environments.list(Instant.now(), context.reporter());
        if (output == OutputFormat.JSON) {
            context.print(json(found));
        } else if (found.isEmpty()) {
            context.say("There is no environment on this engine. Bring one up with: mvn esb:up -Desb.env=NAME");
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
            table.lines().forEach(context.output());
            if (found.stream().anyMatch(EnvironmentSummary::hasEnded)) {
                context.say(ENDED);
            }
        }
    }

    private static String ports(EnvironmentSummary environment) {
        String text =
                environment.ports().stream().map(ListGoal::port).distinct().collect(Collectors.joining(" "));
        return text.isEmpty() ? "-" : text;
    }

    /** {@code web:80->28704}, {@code dns:53->20001/udp}: TCP is not marked. */
    static String port(EnvironmentSummary.Port port) {
        String protocol = port.protocol().equals("tcp") ? "" : "/" + port.protocol();
        return "%s:%s->%s%s".formatted(port.service(), port.target(), port.published(), protocol);
    }

    /** As {@code docs/schema/list.schema.json} describes it. */
    static String json(List<EnvironmentSummary> environments) {
        return OutputFormat.json(environments.stream().map(ListGoal::fields).toList());
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
