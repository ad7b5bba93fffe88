package dev.esb.bench;

import java.util.Arrays;
import java.util.List;

/** Runs the benchmark that is named, or says which there are. */
public final class Bench {
    private static final String USAGE = String.join(
            "\n",
            "Usage: it/bench/run BENCHMARK",
            "",
            "  scale [N]          N environments (100) live at once, brought up by 8 processes",
            "  plain              how many stacks docker compose itself can run at once",
            "  plan [LEASES]      planning and isolating a stack of 40 services beside LEASES leases (500)",
            "  first-container    from the start of the goal to the first container",
            "  down               up and down of a stack whose processes ignore SIGTERM, beside docker compose",
            "  goals              Maven processes of port, ps and exec, beside a goal that does nothing",
            "  commands           processes of ./esb port, ps, list and exec, and of the one that tests start",
            "  folder [N]         up and down beside a folder of 2 GB that a service may write to, N times (5)",
            "  snapshot [N]       the reference stack with a filled database, from a snapshot and without, N times (3)",
            "  all                each of them",
            "  clean              removes what a benchmark that was killed has left");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (name) {
            case "scale" -> new Scale(number(rest, 100)).run();
            case "plain" -> new Plain().run();
            case "plan" -> new Planning(number(rest, 500)).run();
            case "first-container" -> new FirstContainer().run();
            case "down" -> new UpAndDown().run();
            case "goals" -> new Goals().run();
            case "commands" -> new Commands().run();
            case "folder" -> new WrittenFolder(number(rest, 5)).run();
            case "snapshot" -> new FilledStack(number(rest, 3)).run();
            case "all" -> {
                new FirstContainer().run();
                new Goals().run();
                new Commands().run();
                new UpAndDown().run();
                new WrittenFolder(5).run();
                new FilledStack(3).run();
                new Planning(500).run();
                new Plain().run();
                new Scale(100).run();
            }
            case "clean" -> {
                Clean.run();
                WrittenFolder.clean();
            }
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }

    private static int number(List<String> arguments, int usual) {
        return arguments.isEmpty() ? usual : Integer.parseInt(arguments.get(0));
    }
}
