package dev.esb.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whole Maven processes of the goals that a person or a script waits for, beside a goal that does nothing. */
final class Goals {
    private static final int ROUNDS = 10;
    private static final String GOAL = "dev.esb:esb-maven-plugin:0.1.0-SNAPSHOT:";

    void run() throws Exception {
        Path stack = Workspace.stack("two-networks", Stacks.twoNetworks(8080));
        String name = Workspace.name("goals");
        BenchEnvironment environment = new BenchEnvironment(stack);
        try {
            environment.up(name);
            measure(stack, commands("-Desb.env=" + name));
        } finally {
            environment.down(name);
        }
    }

    private static Map<String, List<String>> commands(String environment) {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("nothing", mvn("ps", environment, "-Desb.skip=true"));
        commands.put("port", mvn("port", environment, "-Desb.service=web"));
        commands.put("ps", mvn("ps", environment));
        commands.put("exec", mvn("exec", environment, "-Desb.service=db", "-Desb.command=true"));
        return commands;
    }

    private static List<String> mvn(String goal, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--quiet", GOAL + goal));
        arguments.addAll(List.of(options));
        return Workspace.mvn(arguments.toArray(String[]::new));
    }

    /** One after another in each round, so that what else the machine does concerns all of them. */
    private static void measure(Path stack, Map<String, List<String>> commands) throws Exception {
        Shell shell = Shell.in(stack);
        Map<String, List<Long>> times = new LinkedHashMap<>();
        // The first round fills the caches of the file system.
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                long millis = shell.run(command.getValue()).requireSuccess().millis();
                if (round > 0) {
                    times.computeIfAbsent(command.getKey(), key -> new ArrayList<>())
                            .add(millis);
                }
            }
        }
        long nothing = Numbers.mean(times.get("nothing"));
        Table table = new Table("", "mean", "median", "fastest", "more than nothing", "limit");
        times.forEach((goal, all) -> table.row(
                goal,
                Numbers.mean(all),
                Numbers.median(all),
                Numbers.min(all),
                Numbers.mean(all) - nothing,
                goal.equals("nothing") ? "" : 250));
        table.print("Maven processes of goals, in milliseconds, %d each".formatted(ROUNDS));
    }
}
