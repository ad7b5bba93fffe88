package dev.esb.cli;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.cleanup.Down;
import dev.esb.cleanup.Watchdog;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.GoalContext;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The environments that end with this process, in whatever way it ends: those of test classes. */
final class OwnedEnvironments {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final Map<EnvironmentKey, Directories> owned = new LinkedHashMap<>();
    private BuildProcess me;
    private Watchdog watchdog;

    /**
     * Makes this process the owner of an environment that is up.
     *
     * @throws EsbException when another process has taken it down, or no process can watch over it
     */
    synchronized void take(EnvironmentKey key, Directories directories, GoalContext context) {
        if (me == null) {
            me = BuildProcess.current(System.currentTimeMillis());
        }
        Engine engine = Engine.check(context.docker(), context.variables());
        Lease lease = lease(key, context.docker());
        Owner owner = Owner.build(lease.owner().person(), me, Optional.empty()).on(context.docker(), engine.place());
        new LeaseRegistry(context.docker(), owner, Clock.systemUTC(), Sleep.SYSTEM, context.reporter())
                .takeOver(lease)
                .orElseThrow(() -> gone(key));
        owned.put(key, directories);
        try {
            if (watchdog == null) {
                watchdog = Watchdog.start();
            }
            watchdog.watch(key, directories, me, STOP_TIMEOUT, Optional.empty());
        } catch (IOException e) {
            throw new EsbException(
                    "The process that watches over the environment '%s' cannot be started: %s."
                            .formatted(key, e.getMessage()),
                    e);
        }
    }

    private static Lease lease(EnvironmentKey key, Docker docker) {
        return LeaseRegistry.of(key, LeaseRegistry.reading(docker).all()).orElseThrow(() -> gone(key));
    }

    private static EsbException gone(EnvironmentKey key) {
        return new EsbException(
                "The environment '%s' is not there any more: another process has taken it down.".formatted(key));
    }

    /** Called when it is down. */
    synchronized void forget(EnvironmentKey key) {
        Directories directories = owned.remove(key);
        if (directories != null && watchdog != null) {
            try {
                watchdog.forget(key, directories, me);
            } catch (IOException e) {
                // Its process was ended from outside. What it is to forget is down all the same.
                watchdog = null;
            }
        }
    }

    /** Takes all of them down that are still this process's. */
    synchronized void takeDown() {
        DockerCli docker = DockerCli.anywhere(line -> {});
        for (EnvironmentKey key : List.copyOf(owned.keySet())) {
            try {
                new Down(docker, Reporter.NONE)
                        .run(
                                key,
                                owned.get(key),
                                STOP_TIMEOUT,
                                lease -> lease.owner().isBuild(me));
                forget(key);
            } catch (EsbException | DockerException e) {
                // The watchdog, which was not told to forget it, tries again when this process has ended.
                continue;
            }
        }
    }
}
