package dev.esb.host;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a signal, as Docker reads its name (<a
 * href="https://docs.docker.com/reference/dockerfile/#stopsignal">STOPSIGNAL</a>).
 *
 * <p>Numbers are those of signal(7) for every processor but Alpha, SPARC, PA-RISC and MIPS. Docker exists for MIPS alone of these, and
 * there {@link ThreadStatus} cannot be read: its kernel has twice as many signals.
 */
public final class SignalNumber {
    private static final List<String> NAMES = List.of(
            ("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN"
                            + " TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
                    .split(" "));

    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
    private static final Pattern REALTIME = Pattern.compile("(RTMIN\\+|RTMAX-)(\\d{1,2})");
    /** Docker's, whatever C library the container has: musl and glibc keep one or two for themselves. */
    private static final int RTMIN = 34;

    private static final int RTMAX = 64;

    private SignalNumber() {}

    /**
     * @param signal as a stack, an image or {@code docker inspect} has it: {@code SIGQUIT}, {@code quit}, {@code 3}, {@code RTMIN+3}; empty
     *     means SIGTERM
     * @return empty for what is not a signal, or one with a rare other name
     */
    public static OptionalInt of(String signal) {
        String name =
                signal.isEmpty() ? "TERM" : signal.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        if (NAMES.contains(name)) {
            return OptionalInt.of(NAMES.indexOf(name) + 1);
        }
        if (NUMBER.matcher(name).matches()) {
            return valid(Integer.parseInt(name));
        }
        Matcher realtime =
                REALTIME.matcher(name.replaceFirst("^RTMIN$", "RTMIN+0").replaceFirst("^RTMAX$", "RTMAX-0"));
        if (!realtime.matches()) {
            return OptionalInt.empty();
        }
        int distance = Integer.parseInt(realtime.group(2));
        int number = realtime.group(1).startsWith("RTMIN") ? RTMIN + distance : RTMAX - distance;
        return number < RTMIN ? OptionalInt.empty() : valid(number);
    }

    /** The name of a signal, such as {@code SIGQUIT} for 3; one for real-time has its number. */
    public static String name(int number) {
        return number <= NAMES.size() ? "SIG" + NAMES.get(number - 1) : String.valueOf(number);
    }

    private static OptionalInt valid(int number) {
        return number >= 1 && number <= RTMAX ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
