package dev.esb.wait;

import dev.esb.Background;
import dev.esb.MonotonicClock;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.PortBinding;
import dev.esb.engine.Engine;
import dev.esb.environment.HostAddress;
import dev.esb.host.TcpProbe;
import dev.esb.start.StartFailedException;
import dev.esb.tls.CertificateFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks each container of a stack whether it satisfies the waits of its service, and remembers which it has satisfied. Used by one thread.
 *
 * <p>Where there are no waits, it does nothing.
 */
public final class WaitChecks implements AutoCloseable {
    /** A {@code docker exec} costs more than a connection. */
    private static final Duration BETWEEN_COMMANDS = Duration.ofSeconds(1);

    private final List<ServiceWait> waits;
    private final Docker docker;
    private final Engine engine;
    private final HttpProbe http;
    private final BiPredicate<String, Integer> isListening;
    private final MonotonicClock clock;
    private final Function<Supplier<String>, CompletableFuture<String>> background;
    private final Map<Key, Check> checks = new HashMap<>();
    private final Map<Key, Long> begin = new HashMap<>();

    /** @param index the place of the wait in the list */
    private record Key(String container, int index) {}

    /** @param certificates those of the environment, which https has to have then; empty where the stack uses none */
    public WaitChecks(List<ServiceWait> waits, Docker docker, Engine engine, Optional<CertificateFiles> certificates) {
        this(
                waits,
                docker,
                engine,
                new HttpProbe(certificates),
                TcpProbe::isListening,
                MonotonicClock.SYSTEM,
                Background::start);
    }

    /** @param background runs what takes time */
    WaitChecks(
            List<ServiceWait> waits,
            Docker docker,
            Engine engine,
            HttpProbe http,
            BiPredicate<String, Integer> isListening,
            MonotonicClock clock,
            Function<Supplier<String>, CompletableFuture<String>> background) {
        this.waits = waits;
        this.docker = docker;
        this.engine = engine;
        this.http = http;
        this.isListening = isListening;
        this.clock = clock;
        this.background = background;
    }

    /**
     * The waits that the container does not satisfy yet, with what was seen last: {@code http GET /health: status 503}.
     *
     * @param startsAgain whether the engine starts the container again after it has ended as it has
     * @return empty when there is none
     * @throws StartFailedException when the time limit of a wait is over, or the container has ended and can satisfy it no more
     */
    public String missing(ContainerSummary container, boolean startsAgain) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < waits.size(); i++) {
            if (waits.get(i).service().equals(container.service())) {
                String text = missing(container, startsAgain, waits.get(i), new Key(container.id(), i));
                if (!text.isEmpty()) {
                    missing.add(text);
                }
            }
        }
        return String.join(", ", missing);
    }

    private String missing(ContainerSummary container, boolean startsAgain, ServiceWait wait, Key key) {
        OptionalInt exitCode = container.exitCode();
        if (!container.isRunning() && (exitCode.isEmpty() || startsAgain)) {
            return notRunning(container, wait, key);
        }
        begin.computeIfAbsent(key, first -> clock.nanos());
        Check check = checks.computeIfAbsent(key, first -> check(wait.condition()));
        String seen = check.missing(container);
        if (seen.isEmpty()) {
            return "";
        }
        if (check.isHopeless(container)) {
            throw failure(
                    container,
                    "service '%s' ended with %s and did not satisfy its wait before: %s: %s"
                            .formatted(
                                    container.service(),
                                    exitCode.orElse(0),
                                    wait.condition().name(),
                                    seen));
        }
        requireTime(container, wait, key, seen);
        return wait.condition().name() + ": " + seen;
    }

    /** One that is started again is asked anew; one that is paused goes on as it was. */
    private String notRunning(ContainerSummary container, ServiceWait wait, Key key) {
        if (!container.state().equals("paused")) {
            Optional.ofNullable(checks.remove(key)).ifPresent(Check::stop);
        }
        String seen = "the container is " + container.state();
        requireTime(container, wait, key, seen);
        return wait.condition().name() + ": " + seen;
    }

    private void requireTime(ContainerSummary container, ServiceWait wait, Key key, String seen) {
        if (wait.timeout().isPresent()
                && begin.containsKey(key)
                && clock.since(begin.get(key)).compareTo(wait.timeout().get()) >= 0) {
            throw failure(
                    container,
                    "service '%s' did not satisfy its wait within %s s: %s: %s"
                            .formatted(
                                    container.service(),
                                    wait.timeout().get().toSeconds(),
                                    wait.condition().name(),
                                    seen));
        }
    }

    private static StartFailedException failure(ContainerSummary container, String reason) {
        return new StartFailedException(reason, Set.of(container.service()));
    }

    private Check check(Condition condition) {
        if (condition instanceof Condition.Log log) {
            return new LogCheck(docker, log.line(), clock, background);
        }
        if (condition instanceof Condition.Command command) {
            return repeated(new CommandAttempt(docker, command.words()), BETWEEN_COMMANDS);
        }
        if (condition instanceof Condition.Tcp tcp) {
            return repeated(
                    container -> published(
                            container,
                            tcp.port(),
                            (host, port) -> isListening.test(host, port) ? "" : "port does not answer"),
                    Duration.ZERO);
        }
        Condition.Http request = (Condition.Http) condition;
        return repeated(
                container -> published(
                        container, request.port().orElseThrow(), (host, port) -> http.ask(request, host, port)),
                Duration.ZERO);
    }

    private Check repeated(Attempt attempt, Duration pause) {
        return new RepeatedCheck(attempt, pause, clock, background);
    }

    /** What is seen at the port of the host on which the engine publishes a port of the container. */
    private String published(ContainerSummary container, int port, BiFunction<String, Integer, String> look) {
        for (PortBinding binding : container.ports()) {
            if (binding.target() == port && binding.protocol().equals("tcp")) {
                return look.apply(HostAddress.reachable(binding.hostAddress(), engine.host()), binding.published());
            }
        }
        return "the engine does not publish port " + port;
    }

    /** Ends what runs in the background, and does not wait for that. */
    @Override
    public void close() {
        checks.values().forEach(Check::stop);
    }
}
