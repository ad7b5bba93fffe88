package dev.esb;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps messages, so that tests can read them. */
public final class RecordedMessages implements Reporter {
    public final List<String> infos = new CopyOnWriteArrayList<>();
    public final List<String> warnings = new CopyOnWriteArrayList<>();
    public final List<String> debugs = new CopyOnWriteArrayList<>();
    /** Each as {@code service: state}, in the order in which they were reported. */
    public final List<String> states = new CopyOnWriteArrayList<>();

    @Override
    public void info(String line) {
        infos.add(line);
    }

    @Override
    public void warn(String line) {
        warnings.add(line);
    }

    @Override
    public void services(Map<String, ServiceState> changed) {
        new TreeMap<>(changed)
                .forEach((service, state) -> states.add("%s: %s%s %s"
                        .formatted(
                                service,
                                state.kind().text(),
                                state.percent().isPresent()
                                        ? " " + state.percent().getAsInt() + " %"
                                        : "",
                                state.detail())
                        .strip()));
    }

    @Override
    public void debug(String line) {
        debugs.add(line);
    }
}
