package dev.esb.doctor;

import dev.esb.cleanup.Prune;
import dev.esb.cleanup.PruneItem;
import dev.esb.environment.DirectoryLayout;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code esb:prune} would list. */
record LeftOverCheck(EngineFacts facts, DirectoryLayout layout) implements Check {
    private static final int MOST_NAMES = 3;

    @Override
    public String subject() {
        return "left-over";
    }

    @Override
    public List<CheckResult> run() {
        // Nothing is removed here, so no process has to end.
        List<PruneItem> items =
                Prune.looking(facts.docker(), facts.ids(), Clock.systemUTC()).find(layout, Duration.ZERO);
        if (items.isEmpty()) {
            return List.of(CheckResult.ok(subject(), "Ended builds have left nothing behind"));
        }
        String names = items.stream()
                .limit(MOST_NAMES)
                .map(item -> "%s (%s)".formatted(item.what(), item.why()))
                .collect(Collectors.joining(", "));
        int more = items.size() - MOST_NAMES;
        return List.of(CheckResult.warning(
                subject(),
                "Nothing needs %s any more%s.".formatted(names, more > 0 ? ", and %s more".formatted(more) : ""),
                "See all of it with 'mvn esb:prune%s', and remove it with 'mvn esb:prune -Desb.prune=true%s'"
                        .formatted(home(), home())));
    }

    /** The commands are to look into the same directories as this check did. */
    private String home() {
        boolean isUsual = layout.home().equals(Path.of(System.getProperty("user.home"), ".esb"));
        return isUsual ? "" : " -Desb.home=" + layout.home();
    }
}
