package dev.esb;

import java.util.OptionalInt;

/**
 * What a service does while its environment comes up; or in a matrix, what an environment does.
 *
 * @param detail more about it in a few words, such as {@code 3/7 RUN make} or {@code port 80 does not answer}; empty for none
 * @param percent how much of it is done, where that is known
 */
public record ServiceState(Kind kind, String detail, OptionalInt percent) {

    /** In the order in which a service comes to them. */
    public enum Kind {
        PULLING("pulling"),
        BUILDING("building"),
        STARTING("starting"),
        WAITING("waiting"),
        READY("ready"),
        /** Of an environment in a matrix. */
        RUNNING("running"),
        /** Of an environment in a matrix. */
        PASSED("passed"),
        FAILED("failed");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Whether nothing more follows it, unless it fails. */
        public boolean isLast() {
            return this == READY || this == PASSED || this == FAILED;
        }

        /** In one word, in lower case. */
        public String text() {
            return text;
        }
    }

    public static ServiceState of(Kind kind) {
        return of(kind, "");
    }

    public static ServiceState of(Kind kind, String detail) {
        return new ServiceState(kind, detail, OptionalInt.empty());
    }

    /** The same with another detail. */
    public ServiceState with(String other) {
        return new ServiceState(kind, other, percent);
    }
}
