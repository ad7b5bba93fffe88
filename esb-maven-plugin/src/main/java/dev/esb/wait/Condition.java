package dev.esb.wait;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a container has to do or show. */
sealed interface Condition {

    /** In a few words, for messages. */
    String name();

    /**
     * It answers a GET request.
     *
     * @param scheme {@code http} or {@code https}
     * @param port the port of the container; empty for the only one that the service publishes
     * @param path with a slash at its beginning
     * @param status the status codes that it may answer with
     * @param body what has to be found in the body
     */
    record Http(String scheme, OptionalInt port, String path, StatusCodes status, Optional<Pattern> body)
            implements Condition {
        @Override
        public String name() {
            return scheme + " GET " + path;
        }

        Http with(int found) {
            return new Http(scheme, OptionalInt.of(found), path, status, body);
        }
    }

    /**
     * It logs a line.
     *
     * @param line what has to be found in the line
     */
    record Log(Pattern line) implements Condition {
        @Override
        public String name() {
            return "log '%s'".formatted(line);
        }
    }

    /**
     * It accepts a connection and keeps it open.
     *
     * @param port the port of the container
     */
    record Tcp(int port) implements Condition {
        @Override
        public String name() {
            return "tcp " + port;
        }
    }

    /**
     * A command in it ends with 0.
     *
     * @param text the command as the user has written it
     * @param words the program and its arguments
     */
    record Command(String text, List<String> words) implements Condition {
        @Override
        public String name() {
            return "command '%s'".formatted(text);
        }
    }
}
