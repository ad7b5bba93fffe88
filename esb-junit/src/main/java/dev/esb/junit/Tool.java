package dev.esb.junit;

import java.util.List;
import java.util.function.Consumer;

/** Runs commands of {@code ./esb}, and some that are for programs. */
interface Tool extends AutoCloseable {

    /**
     * What a command has printed.
     *
     * @param output the results, line by line
     * @param messages what it has said beside
     */
    record Answer(int exitCode, List<String> output, List<String> messages) {
        /** The last thing that it has said, which is the error where it has failed. */
        String problem() {
            return messages.isEmpty()
                    ? "it ended with " + exitCode
                    : messages.get(messages.size() - 1).replaceFirst("^esb: ", "");
        }
    }

    /** Runs a command. */
    default Answer call(List<String> words) {
        return call(words, message -> {});
    }

    /**
     * Runs a command that takes long.
     *
     * @param progress receives what it says meanwhile
     * @throws EnvironmentException when it cannot be run
     */
    Answer call(List<String> words, Consumer<String> progress);

    @Override
    void close();
}
