package dev.esb;

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

    /** A detail that helps to find the cause of a problem. Maven shows it with {@code -X} only. */
    void debug(String line);
}
