package dev.esb.doctor;

import dev.esb.Background;
import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.host.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Looks at this machine and its engine, check by check, and changes nothing. */
public final class Doctor {
    private static final Deadline.Late LATE = new Deadline.Late(
            "The check has not ended",
            "See with 'mvn -X esb:doctor' which command it waits for. If it is none, a disk does not answer: that of esb.home or of the"
                    + " engine.");

    /** The longest that answers are waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Docker docker;
    private final Machine machine;
    private final Duration patience;

    /** @param patience how long to wait for an engine that does not answer */
    public Doctor(Docker docker, Machine machine, Duration patience) {
        this.docker = docker;
        this.machine = machine;
        this.patience = patience;
    }

    /** The results of all checks that are possible, in a fixed order. Throws nothing but {@link CancelledException}. */
    public List<CheckResult> examine(DoctorRequest request) {
        EngineAnswer answer = EngineAnswer.ask(docker, request.variables(), Deadline.in(patience));
        List<Check> checks = checks(request, answer);
        List<CompletableFuture<List<CheckResult>>> started =
                checks.stream().map(check -> Background.start(check::run)).toList();
        // Another one: what does not need the engine is not late because the engine is.
        Deadline deadline = Deadline.in(patience);
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            results.addAll(results(checks.get(i), started.get(i), deadline));
        }
        return results.stream().map(CheckResult::masked).toList();
    }

    private List<Check> checks(DoctorRequest request, EngineAnswer answer) {
        Stream<Check> ofClient = Stream.of(
                new EngineCheck(answer, request.variables()),
                new GatewayCheck(answer),
                new PluginCheck(answer, request.variables()),
                new WorksWithCheck(answer, request.program()));
        Stream<Check> ofEngine = answer.engine()
                .map(engine -> new EngineFacts(docker, engine, answer.place().isNetworkOfThisProcess()))
                .map(facts -> ofEngine(request, facts))
                .orElseGet(() -> Stream.of(new UnseenCheck()));
        Stream<Check> ofMachine = Stream.of(
                new OutgoingPortCheck(machine, request.ports(), answer.place().isNetworkOfThisProcess()),
                new RoomCheck(machine, answer, request.layout()),
                new HomeCheck(request.layout(), request.program().user()));
        return Stream.of(ofClient, ofEngine, ofMachine).flatMap(each -> each).toList();
    }

    private Stream<Check> ofEngine(DoctorRequest request, EngineFacts facts) {
        return Stream.of(
                new SlotCheck(facts, request.ports(), request.subnets()),
                new PortCheck(facts, machine, request.ports()),
                new PoolCheck(facts, machine, request.subnets()),
                new NetworkCheck(facts, machine),
                new LeftOverCheck(facts, request.layout()),
                new LimitCheck(facts, machine));
    }

    private static List<CheckResult> results(
            Check check, CompletableFuture<List<CheckResult>> started, Deadline deadline) {
        try {
            return deadline.await(started, LATE);
        } catch (CancelledException e) {
            throw e;
        } catch (EsbException e) {
            return List.of(CheckResult.error(check.subject(), e));
        } catch (DockerException e) {
            return List.of(CheckResult.error(
                    check.subject(),
                    "The engine refused a command: " + oneLine(e.reason()),
                    "See which one with 'mvn -X esb:doctor', and run it by itself."));
        } catch (RuntimeException e) {
            return List.of(CheckResult.error(
                    check.subject(),
                    "The check itself failed: " + oneLine(e.toString()),
                    "That is a fault of this plugin; report it with what 'mvn -X esb:doctor' prints."));
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
