package dev.esb.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens in a Maven process between the line with which Maven announces the goal and the moment at which the engine created
 * the first container: how many command lines run, and how much time is spent outside of them.
 */
final class FirstContainer {
    private static final int ROUNDS = 10;
    private static final Pattern ANNOUNCED = Pattern.compile("(\\S+) \\[INFO] --- esb:\\S+:up ");

    private final List<Long> own = new ArrayList<>();
    private final List<Long> loading = new ArrayList<>();
    private final List<Long> whole = new ArrayList<>();
    private final List<Long> calls = new ArrayList<>();

    void run() throws Exception {
        Path stack = Workspace.stack("two-networks", Stacks.twoNetworks(8080));
        for (int i = 0; i < ROUNDS; i++) {
            String name = Workspace.name("first-" + i);
            try {
                measure(stack, name);
            } finally {
                new BenchEnvironment(stack).down(name);
            }
        }
        Table table = new Table("", "median", "slowest", "limit");
        table.row("docker calls", Numbers.median(calls), Numbers.max(calls), 8);
        table.row("own ms", Numbers.median(own), Numbers.max(own), 300);
        table.row("  before the first call", Numbers.median(loading), Numbers.max(loading), "");
        table.row("all ms", Numbers.median(whole), Numbers.max(whole), "");
        table.print("From the start of the goal to the first container, in %d Maven processes".formatted(ROUNDS));
    }

    private void measure(Path stack, String name) throws Exception {
        Path record = Workspace.record();
        Map<String, String> variables = Workspace.recording(record);
        variables.put(
                "MAVEN_OPTS",
                "-Dorg.slf4j.simpleLogger.showDateTime=true"
                        + " -Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        Shell shell = new Shell(stack, variables);
        String log = shell.run(Workspace.mvn("dev.esb:esb-maven-plugin:0.1.0-SNAPSHOT:up", "-Desb.env=" + name))
                .requireSuccess()
                .output();
        Matcher announced = ANNOUNCED.matcher(log);
        if (!announced.find()) {
            throw new IllegalStateException("Maven did not announce the goal: " + log);
        }
        long from = Calls.micros(OffsetDateTime.parse(announced.group(1)).toInstant());
        long to = created(Workspace.project(name));
        Calls all = Calls.read(record);
        own.add(all.timeWithout(from, to) / 1000);
        loading.add((all.startedIn(from, to).startOf("docker") - from) / 1000);
        whole.add((to - from) / 1000);
        calls.add((long) all.startedIn(from, to).all().size());
        Files.delete(record);
    }

    /** When the engine created the first container of a project. */
    private static long created(String project) throws Exception {
        Shell shell = Shell.in(Workspace.TARGET);
        String filter = "label=com.docker.compose.project=" + project;
        List<String> command = new ArrayList<>(List.of("docker", "inspect", "--format", "{{.Created}}"));
        shell.run("docker", "ps", "--all", "--quiet", "--filter", filter)
                .requireSuccess()
                .output()
                .lines()
                .forEach(command::add);
        return shell.run(command)
                .requireSuccess()
                .output()
                .lines()
                .map(Instant::parse)
                .mapToLong(Calls::micros)
                .min()
                .orElseThrow();
    }
}
