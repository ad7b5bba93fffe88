package dev.esb.terminal;

import dev.esb.ForwardingReporter;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Seconds;
import dev.esb.ServiceState;
import dev.esb.ServiceState.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reports what services do as lines with the time since the start, for logs: the begin of a pull and each quarter of it, each step of a
 * build, that a service is ready, and after 5, 10, 20 ... seconds what is waited for.
 */
public final class TimedReporter extends ForwardingReporter implements ProgressReporter {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final int QUARTER = 25;

    private final MonotonicClock clock;
    private final long start;
    private final Map<String, ServiceState> states = new LinkedHashMap<>();
    private long waitingSince = -1;
    private Duration nextWait = FIRST_WAIT;

    /** @param log receives the lines */
    public TimedReporter(Reporter log) {
        this(log, MonotonicClock.SYSTEM);
    }

    TimedReporter(Reporter log, MonotonicClock clock) {
        super(log);
        this.clock = clock;
        this.start = clock.nanos();
    }

    @Override
    public synchronized void services(Map<String, ServiceState> changed) {
        changed.forEach((service, state) -> {
            ServiceState before = states.put(service, state);
            if (isWorthALine(state, before)) {
                info("%7s  %s".formatted(Seconds.of(clock.since(start)), ServiceText.of(service, state)));
            }
        });
        reportWaits();
    }

    @Override
    public void close() {}

    private static boolean isWorthALine(ServiceState state, ServiceState before) {
        boolean isOther = before == null || before.kind() != state.kind();
        return switch (state.kind()) {
            case PULLING -> isOther || quarter(state) > quarter(before);
            case BUILDING -> isOther || !before.detail().equals(state.detail());
            case READY, RUNNING, PASSED -> isOther;
            case STARTING, WAITING -> false;
            // A service is in the error that follows; an environment of a matrix has run before.
            case FAILED -> before != null && before.kind() == Kind.RUNNING;
        };
    }

    private static int quarter(ServiceState state) {
        return state.percent().orElse(0) / QUARTER;
    }

    private void reportWaits() {
        String waits = states.entrySet().stream()
                .filter(service -> service.getValue().kind() == Kind.WAITING)
                .map(service ->
                        "%s (%s)".formatted(service.getKey(), service.getValue().detail()))
                .collect(Collectors.joining(", "));
        if (waits.isEmpty()) {
            waitingSince = -1;
            nextWait = FIRST_WAIT;
            return;
        }
        if (waitingSince < 0) {
            waitingSince = clock.nanos();
        }
        Duration passed = clock.since(waitingSince);
        if (passed.compareTo(nextWait) >= 0) {
            info("%7s  waiting for %s".formatted(Seconds.of(clock.since(start)), waits));
            nextWait = nextWait.multipliedBy(2);
        }
    }
}
