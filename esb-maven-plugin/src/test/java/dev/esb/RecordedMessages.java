package dev.esb;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps messages, so that tests can read them. */
public final class RecordedMessages implements Reporter {
    public final List<String> infos = new CopyOnWriteArrayList<>();
    public final List<String> warnings = new CopyOnWriteArrayList<>();
    public final List<String> debugs = new CopyOnWriteArrayList<>();

    @Override
    public void info(String line) {
        infos.add(line);
    }

    @Override
    public void warn(String line) {
        warnings.add(line);
    }

    @Override
    public void debug(String line) {
        debugs.add(line);
    }
}
