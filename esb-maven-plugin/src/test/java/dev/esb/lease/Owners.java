package dev.esb.lease;

import java.util.Optional;

/** Owners for tests: a person, and builds that are alive or have ended because this process says so. */
public final class Owners {
    public static final Owner PERSON = Owner.person("me@test");

    private Owners() {}

    /** A build of this process, which is alive as long as this process is. */
    public static Owner livingBuild(long number) {
        return build(BuildProcess.current(number));
    }

    /** A build of a process that had this process's number before. */
    public static Owner endedBuild() {
        BuildProcess living = BuildProcess.current(1);
        return build(new BuildProcess(
                living.machine(), living.boot(), living.namespace(), living.pid(), living.start() - 1, living.build()));
    }

    private static Owner build(BuildProcess process) {
        return new Owner("me@test", Optional.of(process), Optional.empty());
    }
}
