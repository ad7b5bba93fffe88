package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong values of every parameter, in every goal that reads it. */
class WrongValuesTest {
    /** Of names of services and users, the engine knows whether they are wrong; the files have tests of their own. */
    private static final Set<String> NOT_IN_THE_TABLE =
            Set.of("service", "user", "envFile", "exitCodeFile", "output", "copy");

    /** What some goals do not do without. */
    private static final Map<String, String> REQUIRED = Map.of("service", "db", "command", "true");

    /** What a goal has from its superclass, and does not read. */
    private static final Map<String, Set<String>> UNREAD = Map.of(
            "check", Set.of("env", "stack"),
            "list", Set.of("env", "stack", "home"),
            "prune", Set.of("env", "stack"),
            "ps", Set.of("home"),
            "snapshot", Set.of("env", "stack", "home"),
            "logs", Set.of("home"));

    private static final String SECONDS_OF_A_DAY = "a whole number of seconds from 1 to 86400";
    private static final String ADDRESS = "an IP address and not a name: 127.0.0.1";
    private static final String POOL = "an IPv4 subnet of private addresses";
    private static final String TRUE_OR_FALSE = "true or false";
    private static final String NO_EMPTY_ENTRY = "without empty entries";
    private static final String NAME = "start with a letter or digit";
    private static final String SLOT = "a whole number from 1 to ";
    private static final String TIME = "a duration in hours, minutes and seconds such as 10m";
    private static final String PORT = "a port of the container, from 1 to 65535, such as 80 or 53/udp";
    private static final String SIZE = "a number above 0 with its unit";
    private static final String LINES = "a whole number of at least 0, or 'all'";

    @TempDir
    private Path directory;

    private final MavenSession session = Sessions.start();

    /** @param allowed what the message says that the value has to be */
    private record Row(String parameter, String value, String allowed) {}

    private static final List<Row> TABLE = List.of(
            new Row("env", "", NAME),
            new Row("env", "a/b", NAME),
            new Row("stack", "a b", NAME),
            new Row("home", "", "a path"),
            new Row("home", "~/esb", "a path"),
            new Row("home", "~\\esb", "a path"),
            new Row("skip", "yes", TRUE_OR_FALSE),
            new Row("scripts", "no", TRUE_OR_FALSE),
            new Row("directory", "missing", "a directory that is there"),
            new Row("files", "a.yml,,b.yml", NO_EMPTY_ENTRY),
            new Row("files", ",", NO_EMPTY_ENTRY),
            new Row("profiles", "a, ", NO_EMPTY_ENTRY),
            new Row("share", ",cache", NO_EMPTY_ENTRY),
            new Row("seed", "data,,cache", NO_EMPTY_ENTRY),
            new Row("isolate", "./conf,", NO_EMPTY_ENTRY),
            new Row("snapshot", "yes", "true, false or refresh"),
            new Row("snapshot", "", "true, false or refresh"),
            new Row("reuse", "yes", TRUE_OR_FALSE),
            new Row("resetServices", "cache,,web", NO_EMPTY_ENTRY),
            new Row("snapshotInputs", "db/**,", NO_EMPTY_ENTRY),
            new Row("snapshotInputs", "db/[a", "a path with * and ** in it"),
            new Row("snapshotLimit", "0", "a whole number from 1 to 1000"),
            new Row("snapshotLimit", "many", "a whole number from 1 to 1000"),
            new Row("index", "-1", SLOT),
            new Row("index", "0", SLOT),
            new Row("index", "1024", SLOT),
            new Row("index", "4294967297", SLOT),
            new Row("index", "first", SLOT),
            new Row("ports", "blok", "block, offset, ephemeral"),
            new Row("ports", "", "block, offset, ephemeral"),
            new Row("portRange", "80-90", "FIRST-LAST"),
            new Row("portRange", "", "FIRST-LAST"),
            new Row("subnetPool", "", POOL),
            new Row("subnetPool", "10.0.0.0", POOL),
            new Row("subnetPool", "10.0.0.0/24", "at most /18"),
            new Row("subnetPool", "0.0.0.0/0", POOL),
            new Row("subnetPool", "127.0.0.0/16", POOL),
            new Row("subnetPool", "169.254.0.0/16", POOL),
            new Row("subnetPool", "172.32.0.0/16", POOL),
            new Row("subnetPool", "198.18.0.0/16", POOL),
            new Row("subnetPool", "224.0.0.0/8", POOL),
            new Row("subnetPool", "8.8.0.0/16", POOL),
            new Row("subnetPool", "fd00::/16", POOL),
            new Row("bind", "foo", ADDRESS),
            new Row("bind", "localhost", ADDRESS),
            new Row("bind", "127.0.0.1/32", ADDRESS),
            new Row("bind", "127.0.0.1:80", ADDRESS),
            new Row("bind", "[::1]", ADDRESS),
            new Row("rewriteLiterals", "1", "certain, all (or true) or none (or false)"),
            new Row("copyLimit", "200", SIZE),
            new Row("copyLimit", "", SIZE),
            new Row("copyLimit", "0MB", SIZE),
            new Row("copyLimit", "-1MB", SIZE),
            new Row("copyLimit", "200 megabytes", SIZE),
            new Row("copyLimit", "2000TB", SIZE),
            new Row("timeout", "-1", SECONDS_OF_A_DAY),
            new Row("timeout", "0", SECONDS_OF_A_DAY),
            new Row("timeout", "86401", SECONDS_OF_A_DAY),
            new Row("timeout", "99999999999", SECONDS_OF_A_DAY),
            new Row("timeout", "abc", SECONDS_OF_A_DAY),
            new Row("timeout", "", SECONDS_OF_A_DAY),
            new Row("timeout", "1.5", SECONDS_OF_A_DAY),
            new Row("timeout", "5m", SECONDS_OF_A_DAY),
            new Row("stopTimeout", "-1", "a whole number of seconds from 0 to 3600"),
            new Row("stopTimeout", "3601", "a whole number of seconds from 0 to 3600"),
            new Row("signal", "FOO", "the name or the number of a signal"),
            new Row("signal", "", "the name or the number of a signal"),
            new Row("signal", "0", "the name or the number of a signal"),
            new Row("lockWait", "-1", "a whole number of seconds from 0 to 86400"),
            new Row("lockWait", "86401", "a whole number of seconds from 0 to 86400"),
            new Row("provisionTimeout", "0", SECONDS_OF_A_DAY),
            new Row("ttl", "0", "a whole number of seconds from 1 to 31536000"),
            new Row("ttl", "31536001", "a whole number of seconds from 1 to 31536000"),
            new Row("provision", "./fill,,./check", NO_EMPTY_ENTRY),
            new Row("command", "sh -c 'echo", "a quote in it is not closed"),
            new Row("matrix", "a,,b", NO_EMPTY_ENTRY),
            new Row("matrix", "a/b", NAME),
            new Row("matrix", "matrix", "another one"),
            new Row("phases", "verify,,site", NO_EMPTY_ENTRY),
            new Row("phases", "install", "one that publishes nothing"),
            new Row("phases", "Deploy", "one that publishes nothing"),
            new Row("phases", "-DskipTests", "a phase such as verify"),
            new Row("parallel", "0", "a whole number from 1 to 1000"),
            new Row("parallel", "two", "a whole number from 1 to 1000"),
            new Row("keep", "yes", "true, false or onFailure"),
            new Row("build", "on", TRUE_OR_FALSE),
            new Row("strict", "1", TRUE_OR_FALSE),
            new Row("prune", "y", TRUE_OR_FALSE),
            new Row("follow", "t", TRUE_OR_FALSE),
            new Row("format", "xml", "' or 'json'"),
            new Row("containerPort", "http", PORT),
            new Row("containerPort", "0", PORT),
            new Row("containerPort", "65536", PORT),
            new Row("containerPort", "80/icmp", PORT),
            new Row("scheme", "http:", "that of a URL"),
            new Row("path", "/two words", "with blanks and the like as %20"),
            new Row("tail", "abc", LINES),
            new Row("tail", "-1", LINES),
            new Row("tail", "99999999999", LINES),
            new Row("since", "yesterday", TIME),
            new Row("since", "1d", TIME),
            new Row("since", "2026-02-30", TIME),
            new Row("since", "10m later", TIME));

    static Stream<Arguments> wrongValuesOfGoals() {
        return TABLE.stream()
                .flatMap(row -> GoalCall.goals().stream()
                        .filter(goal -> reads(goal, row.parameter()))
                        .map(goal -> Arguments.of(goal, row)));
    }

    private static boolean reads(String goal, String parameter) {
        return GoalCall.parameters(goal).stream().map(Parameter::getName).anyMatch(parameter::equals)
                && !UNREAD.getOrDefault(goal, Set.of()).contains(parameter);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrongValuesOfGoals")
    void areRefusedInOneParagraphBeforeAnythingIsDone(String goal, Row row) throws Exception {
        GoalCall call = call(goal);
        REQUIRED.forEach((parameter, value) -> {
            if (reads(goal, parameter)) {
                call.with(parameter, value);
            }
        });

        assertThatThrownBy(call.with(row.parameter(), row.value())::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("'%s'".formatted(row.value()))
                .hasMessageContaining("(esb." + row.parameter() + ")")
                .hasMessageContaining(row.allowed())
                .hasMessageNotContaining("\n");
        assertThat(call.debugLines).noneMatch(line -> line.startsWith("docker"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void everyParameterOfEveryGoalIsInTheTable() {
        Set<String> tried = TABLE.stream().map(Row::parameter).collect(Collectors.toSet());

        for (String goal : GoalCall.goals()) {
            assertThat(GoalCall.parameters(goal))
                    .filteredOn(parameter -> parameter.getExpression() != null
                            && parameter.getExpression().startsWith("${esb."))
                    .extracting(Parameter::getName)
                    .filteredOn(name -> !NOT_IN_THE_TABLE.contains(name))
                    .isSubsetOf(tried);
        }
    }

    @Test
    void aFileInPlaceOfTheHomeIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(call("up").with("home", file.toString())::run)
                .hasMessageContaining(
                        "The directory '%s' (esb.home) cannot be used: a file is in the way".formatted(file));
    }

    @Test
    void anEnvFileHasToBeAFileThatIsThere() {
        assertThatThrownBy(call("up").with("envFile", "none.env")::run)
                .hasMessageContaining(
                        "The file '%s' (esb.envFile) is not there".formatted(directory.resolve("none.env")));
        assertThatThrownBy(call("up").with("envFile", ".")::run)
                .hasMessageContaining("'%s' (esb.envFile) is a directory".formatted(directory));
    }

    @Test
    void anExitCodeFileHasADirectory() {
        assertThatThrownBy(call("run").with("command", "true").with("exitCodeFile", "none/code")::run)
                .hasMessageContaining("The directory of the file '%s' (esb.exitCodeFile) is not there"
                        .formatted(directory.resolve("none/code")));
        assertThatThrownBy(call("run").with("command", "true").with("exitCodeFile", ".")::run)
                .hasMessageContaining("'%s' (esb.exitCodeFile) is a directory".formatted(directory));
    }

    @Test
    void aCommandInAServiceHasToBeThere() {
        assertThatThrownBy(call("exec").with("service", "db")::run)
                .hasMessageContaining("There is no command to run in the service (esb.command)");
    }

    @Test
    void anOutputIsAFile() {
        assertThatThrownBy(call("graph").with("output", ".")::run)
                .hasMessageContaining("'%s' (esb.output) is a directory".formatted(directory));
    }

    @Test
    void aCopyGoesToADirectoryThatIsEmptyOrNotThere() throws Exception {
        Path file = Files.createFile(
                Files.createDirectory(directory.resolve("full")).resolve("file"));

        assertThatThrownBy(call("diff").with("copy", "full")::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("'%s' (esb.copy) is not empty. Name a directory that is empty or not there yet."
                        .formatted(file.getParent()));
        GoalCall onFile = call("diff").with("copy", file.toString());
        assertThatThrownBy(onFile::run).hasMessageContaining("'%s' (esb.copy) is no directory".formatted(file));
        assertThat(onFile.debugLines).noneMatch(line -> line.startsWith("docker"));
        assertThatThrownBy(call("diff").with("copy", "a\0b")::run)
                .hasMessageContaining("(esb.copy) is not usable: it has to be a path of this machine");
        Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("empty")));
        assertThatThrownBy(call("diff").with("copy", "link")::run).hasMessageContaining("is no directory");
    }

    @Test
    void aCommandToRunHasToBeThere() {
        assertThatThrownBy(call("run")::run)
                .hasMessageContaining("There is no command to run in the environment (esb.command)");
    }

    @Test
    void aMatrixHasAnEnvironment() {
        assertThatThrownBy(call("matrix")::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("There is no environment to run (esb.matrix)");
    }

    @Test
    void anAxisOfAMatrixHasANameAndValues() {
        session.getUserProperties().setProperty("esb.axes.A-B", "1");
        assertThatThrownBy(call("matrix")::run).hasMessageContaining("'A-B' (esb.axes.NAME)");

        session.getUserProperties().remove("esb.axes.A-B");
        session.getUserProperties().setProperty("esb.axes.A", "1,,2");
        assertThatThrownBy(call("matrix")::run).hasMessageContaining("'1,,2' (esb.axes.A)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "A=B"})
    void aVariableHasAName(String name) {
        session.getUserProperties().setProperty("esb.environment." + name, "value");

        assertThatThrownBy(call("up")::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("'%s' (esb.environment.NAME)".formatted(name));
    }

    @Test
    void aCommandHasItsQuotesInPairs() {
        // As Maven splits a command with a comma in its quotes.
        assertThatThrownBy(call("up").with("provision", "sh -c 'echo a,echo b'")::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("'sh -c 'echo a' (esb.provision)")
                .hasMessageContaining("commas separate commands");
    }

    /** {@code PomWaitsTest} has the rows of each text. */
    @Test
    void aWaitIsReadBeforeAnythingIsDone() {
        Wait wrong = new Wait();
        wrong.service = "web";
        wrong.http = "/health";
        wrong.status = " good ";
        GoalCall call = call("up").with("waits", List.of(wrong));

        assertThatThrownBy(call::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("'good' (status of wait 1 in the pom, service 'web') is not usable")
                .hasMessageContaining("a status such as 200");
        assertThat(call.debugLines).noneMatch(line -> line.startsWith("docker"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aSlotIsOneForWhichThereArePorts() {
        assertThatThrownBy(call("render").with("portRange", "20000-21599").with("index", "200")::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("'200' (esb.index)");
        assertThatThrownBy(call("render").with("ports", "offset").with("index", "656")::run)
                .hasMessageContaining("from 1 to 655");
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "open", "exec", "shell"})
    void aServiceHasToBeNamed(String goal) {
        GoalCall call = call(goal).with("env", "e2e-1");
        if (goal.equals("exec")) {
            call.with("command", "true");
        }

        assertThatThrownBy(call::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("No service is named: -Desb.service=NAME says which one."
                        + " Those that there are: mvn esb:ps -Desb.env=e2e-1");
        assertThat(call.debugLines).noneMatch(line -> line.startsWith("docker"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart", "stop", "start", "pause", "unpause", "kill"})
    void servicesAreAListWithoutEmptyEntries(String goal) {
        assertThatThrownBy(call(goal).with("service", "web,,db")::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("The list 'web,,db' (esb.service) is not usable");
    }

    private GoalCall call(String goal) {
        try {
            return new GoalCall(goal, directory, session, new MavenProject());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
