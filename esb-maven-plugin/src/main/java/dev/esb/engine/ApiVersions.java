package dev.esb.engine;

import dev.esb.EsbException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code docker} command, or its Compose, and an engine that speak no common version of the engine's API. */
public final class ApiVersions {
    private static final Pattern WORDS = Pattern.compile(
            "client version (\\S+) is too (old|new)\\. (?:Minimum|Maximum) supported API version is (\\d+\\.\\d+)");

    private ApiVersions() {}

    /**
     * Finds that in the words of a command that has failed.
     *
     * @return what is wrong and what to do; empty where it failed for another reason
     */
    public static Optional<EsbException> explain(String words) {
        Matcher found = WORDS.matcher(words);
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.of(
                found.group(2).equals("old")
                        ? new EsbException(
                                "The docker command is too old for this engine: it speaks version %s of the engine's API, and the engine at least %s."
                                        .formatted(found.group(1), found.group(3)),
                                "Update the command with its Compose plugin (https://docs.docker.com/engine/install/);"
                                        + " where DOCKER_API_VERSION is set, take it out of the environment.")
                        : new EsbException(
                                "The Docker engine is too old for this docker command: it speaks at most version %s of the engine's API, and the command %s."
                                        .formatted(found.group(3), found.group(1)),
                                "Update the engine (https://docs.docker.com/engine/install/), or set DOCKER_API_VERSION=%s in the environment."
                                        .formatted(found.group(3))));
    }
}
