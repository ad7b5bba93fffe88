package dev.esb.terminal;

import dev.esb.ForwardingReporter;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.ServiceState;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows on a terminal what each service does, in a line that changes in place; messages go above these lines. */
public final class LiveReporter extends ForwardingReporter implements ProgressReporter {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final LiveRegion region;
    private final MonotonicClock clock;
    private final long start;
    private final ScheduledExecutorService timer;
    private final Map<String, Since> states = new LinkedHashMap<>();
    private boolean isOver;

    private record Since(ServiceState state, long nanos) {}

    private LiveReporter(LiveRegion region, Reporter log, MonotonicClock clock) {
        super(log);
        this.region = region;
        this.clock = clock;
        this.start = clock.nanos();
        this.timer = Executors.newSingleThreadScheduledExecutor(LiveReporter::daemon);
        timer.scheduleWithFixedDelay(this::show, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to show lines on the terminal of this process.
     *
     * @param log receives the messages, and prints them on the same terminal
     * @param isColored whether the lines have colours
     * @throws IOException when the terminal cannot be used for that
     */
    public static LiveReporter start(Reporter log, boolean isColored) throws IOException {
        return new LiveReporter(LiveRegion.open(isColored), log, MonotonicClock.SYSTEM);
    }

    @Override
    public synchronized void info(String line) {
        print(() -> super.info(line));
    }

    @Override
    public synchronized void warn(String line) {
        print(() -> super.warn(line));
    }

    private void print(Runnable message) {
        if (isOver) {
            message.run();
        } else {
            region.printAbove(message);
        }
    }

    @Override
    public synchronized void services(Map<String, ServiceState> changed) {
        changed.forEach((service, state) -> states.merge(
                service,
                new Since(state, clock.nanos()),
                (before, now) -> before.state().kind() == state.kind() ? new Since(state, before.nanos()) : now));
    }

    private synchronized void show() {
        if (isOver) {
            return;
        }
        Map<String, ServiceLines.Row> rows = new LinkedHashMap<>();
        states.forEach((service, since) -> rows.put(service, row(since)));
        region.show(new ServiceLines(region.width(), region.height()).of(rows));
    }

    /** Of a service that is ready or has failed, how long that took from the start. */
    private ServiceLines.Row row(Since since) {
        return new ServiceLines.Row(
                since.state(),
                since.state().kind().isLast() ? Duration.ofNanos(since.nanos() - start) : clock.since(since.nanos()));
    }

    /** Leaves the lines as they are at the end; does nothing when it was called before. */
    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            show();
            if (!isOver) {
                isOver = true;
                region.end();
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "esb-progress");
        thread.setDaemon(true);
        return thread;
    }
}
