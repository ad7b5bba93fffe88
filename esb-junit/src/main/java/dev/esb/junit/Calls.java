package dev.esb.junit;

import dev.esb.junit.Tool.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands for one environment.
 *
 * @param home the directory of environments that the build has named; empty for that of the pom
 */
record Calls(Tool tool, String home) {

    /**
     * Runs a command.
     *
     * @param env null for the environment of the module
     * @param stack null for that of the module
     * @throws EnvironmentException when it fails
     */
    Answer run(String command, String env, String stack, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(command));
        if (env != null) {
            words.add("--env=" + env);
        }
        if (stack != null) {
            words.add("--stack=" + stack);
        }
        if (!home.isEmpty()) {
            words.add("--home=" + home);
        }
        words.addAll(arguments);
        Answer answer = tool.call(words);
        if (answer.exitCode() != 0) {
            throw new EnvironmentException(answer.problem());
        }
        return answer;
    }

    /** Asks the engine for an environment; as {@link #run}. */
    Description describe(String env, String stack) {
        return Description.of(run("describe", env, stack, List.of()).output());
    }
}
