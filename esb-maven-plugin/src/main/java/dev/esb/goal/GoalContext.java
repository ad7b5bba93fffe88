package dev.esb.goal;

import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.lease.BuildProcess;
import dev.esb.terminal.ProgressReporter;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a goal uses of the program that calls it.
 *
 * @param docker runs {@code docker} commands
 * @param variables the environment variables of this process
 * @param reporter receives messages for a person
 * @param output receives the lines of the goal's result, which other programs may read
 * @param hints puts what a message says of goals into the words of that program
 * @param progress makes the reporter of a goal that takes long; the goal closes it
 * @param process identifies this process in leases
 */
public record GoalContext(
        Docker docker,
        Map<String, String> variables,
        Reporter reporter,
        Consumer<String> output,
        UnaryOperator<String> hints,
        Supplier<ProgressReporter> progress,
        Supplier<BuildProcess> process) {

    void print(String line) {
        output.accept(line);
    }

    /** Prints a sentence for a person as a part of the result. */
    void say(String sentence) {
        output.accept(hints.apply(sentence));
    }

    void info(String line) {
        reporter.info(line);
    }
}
