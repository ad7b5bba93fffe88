package dev.esb.lifecycle;

/** Where progress is told. */
public interface Reporter {
    /** What a user wants to follow. */
    void info(String line);

    /** What needs a user's attention, though the work goes on. */
    void warn(String line);

    /** What helps to find out why something went wrong. */
    void debug(String line);
}
