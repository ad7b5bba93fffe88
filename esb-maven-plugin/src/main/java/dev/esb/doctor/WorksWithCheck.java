package dev.esb.doctor;

import dev.esb.docker.EngineDescription;
import dev.esb.doctor.DoctorRequest.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the project's own suites were run on a machine like this one: the README's table "Works with". */
record WorksWithCheck(EngineAnswer answer, Program program) implements Check {
    private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})\\..*");

    /**
     * A row of the table.
     *
     * @param command as the table has it
     * @param engine {@code Docker} or {@code Podman}
     * @param account as which the goals run: {@code root}, {@code account}, or {@code rootless} for an account with an engine of its own
     * @param buildx {@code yes}, {@code no}, or {@code any}
     * @param maven the first number of its version
     */
    record Row(String command, String engine, int major, String account, String buildx, int maven) {
        /** Of the engines of {@code it/engines/with}, those that are not where the command runs are called so. */
        private EngineWay way() {
            return Stream.of(EngineWay.values())
                    .filter(way -> command.contains(" " + way.engine()))
                    .findFirst()
                    .orElse(EngineWay.HERE);
        }

        private boolean isMetBy(Row machine, EngineWay way) {
            return way() == way
                    && engine.equals(machine.engine)
                    && major == machine.major
                    && account.equals(machine.account)
                    && (buildx.equals("any") || buildx.equals(machine.buildx))
                    && maven == machine.maven;
        }
    }

    static final List<Row> TABLE = List.of(
            new Row(".ci/run", "Docker", 26, "root", "yes", 3),
            new Row(".ci/run", "Docker", 28, "account", "yes", 3),
            new Row("it/engines/all docker-28", "Docker", 28, "root", "yes", 3),
            new Row("it/engines/all docker-28-no-buildx", "Docker", 28, "root", "no", 3),
            new Row("it/engines/all podman-5", "Podman", 5, "root", "any", 3),
            new Row("it/engines/all rootless", "Docker", 26, "rootless", "any", 3),
            new Row("it/engines/all beside", "Docker", 26, "root", "yes", 3),
            new Row("it/engines/all elsewhere-tcp", "Docker", 26, "root", "yes", 3),
            new Row("it/engines/all elsewhere-ssh", "Docker", 26, "root", "yes", 3),
            new Row("it/engines/all account", "Docker", 26, "account", "yes", 3),
            new Row("it/engines/all maven-4", "Docker", 26, "root", "yes", 4));

    @Override
    public String subject() {
        return "works-with";
    }

    @Override
    public List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        results.add(answer.engine().map(this::engine).orElseGet(() -> CheckResult.ok(subject(), runners())));
        if (!program.system().equals("Linux")) {
            results.add(CheckResult.warning(
                    "system",
                    "This is %s; the project has run on Linux alone.".formatted(program.system()),
                    "If a goal fails here in a way that its message does not explain, run it on Linux or in WSL 2."));
        }
        return results;
    }

    private CheckResult engine(EngineDescription engine) {
        Row machine = new Row(
                "",
                EngineCheck.name(engine),
                major(engine.info().engineVersion()),
                engine.isRootless() ? "rootless" : program.isRoot() ? "root" : "account",
                engine.buildxVersion().isEmpty() ? "no" : "yes",
                major(program.maven()));
        Optional<String> rows = TABLE.stream()
                .filter(row -> row.isMetBy(machine, EngineWay.to(answer)))
                .map(row -> "'%s'".formatted(row.command()))
                .reduce((one, other) -> one + ", " + other);
        String here = here(machine);
        return rows.map(found ->
                        CheckResult.ok(subject(), "%s: the row %s of the README's table".formatted(here, found)))
                .orElseGet(() -> CheckResult.warning(
                        subject(),
                        "%s: not run by the project.".formatted(here),
                        "Nothing has to be done as long as all works. If a goal fails in a way that its message does not explain, try one of: %s."
                                .formatted(engines())));
    }

    private String here(Row machine) {
        return "%s %s%s %s Buildx, %s, %s"
                .formatted(
                        machine.engine(),
                        machine.major(),
                        EngineWay.to(answer) == EngineWay.HERE
                                ? ""
                                : " " + EngineWay.to(answer).text() + ",",
                        machine.buildx().equals("yes") ? "with" : "without",
                        switch (machine.account()) {
                            case "root" -> "as root";
                            case "rootless" -> "rootless";
                            default -> "as an ordinary account";
                        },
                        runners());
    }

    private String runners() {
        return "Maven %s, Java %s".formatted(program.maven().isEmpty() ? "?" : program.maven(), program.java());
    }

    private static String engines() {
        return TABLE.stream()
                .map(row -> "%s %s".formatted(row.engine(), row.major()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static int major(String version) {
        Matcher matcher = MAJOR.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
