package dev.esb;

import java.util.Map;

/** Receives messages about the progress of work, each a line of text. The goals write them to Maven's log. */
public interface Reporter {

    /** Drops every message. */
    Reporter NONE = new Reporter() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    };

    /** A step of the work that the user wants to follow. */
    void info(String line);

    /** A problem that needs the user's attention, although the work goes on. */
    void warn(String line);

    /**
     * What services do now, while their environment comes up. Called often, also where nothing has changed; what is shown of it, and when, is
     * the reporter's choice.
     *
     * @param states by the name of the service; the others do what they did
     */
    default void services(Map<String, ServiceState> states) {}

    /** A detail that helps to find the cause of a problem. Maven shows it with {@code -X} only. */
    void debug(String line);
}
