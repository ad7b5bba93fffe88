package dev.esb.lease;

import dev.esb.docker.FakeDocker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Owners of each kind that there can be, for tests. */
public final class Owners {
    /** This process. */
    public static final BuildProcess ALIVE = BuildProcess.current(1);

    /** A process that had the number of this one, and has ended. */
    public static final BuildProcess DEAD = new BuildProcess(
            ALIVE.machine(), ALIVE.boot(), ALIVE.namespace(), ALIVE.pid(), ALIVE.start() - 1, ALIVE.build());

    /** A process of another machine, of which nothing can be said. */
    public static final BuildProcess ELSEWHERE = new BuildProcess("elsewhere", "", "", 1, 1, 1);

    /** A build in a container of the engine, which this process cannot see otherwise. */
    public static final BuildProcess IN_CONTAINER = new BuildProcess(
            "",
            ALIVE.boot(),
            "pid:[1]",
            7,
            1,
            1,
            ALIVE.user(),
            true,
            Optional.of(new BuildProcess.Container("c0ffee", Instant.parse("2026-01-31T12:00:00Z"))));

    /** What can be found out about these without an engine. */
    static final ProcessStates STATES = ProcessStates.of(new FakeDocker(), List.of());

    /** A user, whose environments stay. */
    public static final Owner PERSON = Owner.person("me@test");

    private Owners() {}

    /** A build of this process, which is alive as long as this process is. */
    public static Owner livingBuild(long number) {
        return build(BuildProcess.current(number));
    }

    /** A build of a process that has ended. */
    public static Owner endedBuild() {
        return build(DEAD);
    }

    /** A build of that process. */
    public static Owner build(BuildProcess process) {
        return Owner.build("me@test", process, Optional.empty());
    }

    /** A process that brings an environment up for a person. */
    public static Owner bringingUp(BuildProcess process) {
        return Owner.bringingUp("me@test", process, Optional.empty());
    }

    /** The same owner with a {@code ttl} that ends then. */
    public static Owner until(Owner owner, Instant end) {
        return new Owner(owner.person(), owner.process(), owner.isPerson(), Optional.of(end));
    }
}
