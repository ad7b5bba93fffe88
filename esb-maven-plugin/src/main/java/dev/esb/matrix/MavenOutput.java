package dev.esb.matrix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads in the output of a Maven process what it does now, and why it fails. */
final class MavenOutput {
    private static final int ERROR_LINES = 12;

    /** {@code [INFO] --- failsafe:3.5.4:integration-test (default) @ shop ---}. */
    private static final Pattern GOAL =
            Pattern.compile(".*--- (?:maven-)?([\\w.-]+?)(?:-maven)?(?:-plugin)?:[^: ]+:(\\S+) .*@ (\\S+) ---.*");

    /** Of a class with tests. The sum of all classes, which follows them, says no time. */
    private static final Pattern TESTS =
            Pattern.compile(".*Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: \\d+, Time elapsed: .*");

    private static final Pattern IS_UP = Pattern.compile(".*Environment '.*' is up after .*");
    private static final Pattern IS_DOWN = Pattern.compile(".*Environment '.*' is down after .*");

    private static final String ERROR = "[ERROR]";

    /** What Maven says of every failure. */
    private static final Pattern GENERAL = Pattern.compile(
            "|To see the full stack trace.*|Re-run Maven using.*|For more information about.*|\\[Help \\d+].*"
                    + "|After correcting the problems.*|mvn <args> .*|-> \\[Help \\d+]");

    private final Deque<String> errors = new ArrayDeque<>();
    private String goal = "starts";
    private boolean isUp;
    private int tests;
    private int failed;

    /** Takes in the next line, and returns what the process does if the line has changed that. */
    synchronized Optional<String> accept(String line) {
        if (line.startsWith(ERROR)) {
            addError(line.substring(ERROR.length()).strip());
        }
        Matcher started = GOAL.matcher(line);
        Matcher tested = TESTS.matcher(line);
        if (started.matches()) {
            goal = "%s %s:%s".formatted(started.group(3), started.group(1), started.group(2));
        } else if (tested.matches()) {
            tests += Integer.parseInt(tested.group(1));
            failed += Integer.parseInt(tested.group(2)) + Integer.parseInt(tested.group(3));
        } else if (IS_UP.matcher(line).matches()) {
            isUp = true;
        } else if (IS_DOWN.matcher(line).matches()) {
            isUp = false;
        } else {
            return Optional.empty();
        }
        return Optional.of(state());
    }

    private String state() {
        StringBuilder text = new StringBuilder(goal);
        if (isUp) {
            text.append(", up");
        }
        if (tests > 0) {
            text.append(", tests: ").append(tests);
        }
        if (failed > 0) {
            text.append(", failed: ").append(failed);
        }
        return text.toString();
    }

    private void addError(String error) {
        if (GENERAL.matcher(error).matches()) {
            return;
        }
        if (errors.size() == ERROR_LINES) {
            errors.removeFirst();
        }
        errors.addLast(error);
    }

    /** The last errors, without what Maven says of every failure. */
    synchronized List<String> errors() {
        return List.copyOf(errors);
    }
}
