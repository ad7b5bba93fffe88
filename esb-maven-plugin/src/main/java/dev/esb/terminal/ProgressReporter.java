package dev.esb.terminal;

import dev.esb.Reporter;

/** Receives the messages of one goal, and shows what services do until it is closed. */
public interface ProgressReporter extends Reporter, AutoCloseable {
    @Override
    void close();
}
