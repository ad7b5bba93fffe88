package dev.esb.doctor;

import dev.esb.EsbException;
import dev.esb.engine.EngineEndpoint;

/**
 * What a check has found.
 *
 * @param name what was looked at, in small letters and hyphens, such as {@code subnet-pool}; several results can have the same
 * @param found what there is, in words
 * @param advice what to do about it, with commands that can be run as they stand; empty exactly where the status is {@link Status#OK}
 */
public record CheckResult(String name, Status status, String found, String advice) {

    /** How good or bad it is. */
    public enum Status {
        /** Nothing has to be done. */
        OK,
        /** Environments can be brought up, and something can go wrong. */
        WARNING,
        /** No environment, or not every one, can be brought up. */
        ERROR
    }

    static CheckResult ok(String name, String found) {
        return new CheckResult(name, Status.OK, found, "");
    }

    static CheckResult warning(String name, String found, String advice) {
        return new CheckResult(name, Status.WARNING, found, advice);
    }

    static CheckResult error(String name, String found, String advice) {
        return new CheckResult(name, Status.ERROR, found, advice);
    }

    static CheckResult error(String name, EsbException e) {
        return error(
                name,
                e.problem().strip().replaceAll("\\s*\\R\\s*", "; "),
                e.advice().isEmpty() ? "Do what it says, and run 'mvn esb:doctor' again." : e.advice());
    }

    /** Without the password of an address such as {@code ssh://me:password@host}, wherever it is from. */
    CheckResult masked() {
        return new CheckResult(name, status, EngineEndpoint.masked(found), EngineEndpoint.masked(advice));
    }
}
