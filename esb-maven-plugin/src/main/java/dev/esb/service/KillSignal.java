package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import dev.esb.host.SignalNumber;
import java.util.OptionalInt;

/** A signal for the main processes of containers. */
public record KillSignal(int number) {
    private static final int KILL = 9;

    /**
     * Reads it.
     *
     * @param text a name or a number: {@code SIGTERM}, {@code term}, {@code 15}; {@code RTMIN+3}
     * @throws EsbException when there is no such signal
     */
    public static KillSignal read(String text) {
        String given = text == null ? "" : text.strip();
        OptionalInt number = given.isEmpty() ? OptionalInt.empty() : SignalNumber.of(given);
        return new KillSignal(number.orElseThrow(() -> new UnusableValueException(
                "signal", "esb.signal", given, "the name or the number of a signal, such as KILL, SIGTERM or 9")));
    }

    /** Whether no process can outlive it. */
    boolean isKill() {
        return number == KILL;
    }

    /** {@code SIGTERM}; the number of a real-time signal. */
    @Override
    public String toString() {
        return SignalNumber.name(number);
    }
}
