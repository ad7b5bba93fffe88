package dev.esb;

/** Receives messages about the progress of work. */
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

    /** A message that a user wants to follow. */
    void info(String line);

    /** A message that needs a user's attention, although the work goes on. */
    void warn(String line);

    /** A message that helps to find out why something went wrong; Maven shows it with {@code -X}. */
    void debug(String line);
}
