package dev.esb.lease;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.engine.EnginePlace;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Identifies a build, so that another process can find out whether the build's process still runs; see {@link ProcessStates}.
 *
 * <p>A process id alone is not unique: the operating system uses it again after the process ended and after a restart, and every
 * container counts from 1. With the machine, its boot, the PID namespace and the start of the process it is.
 *
 * @param machine the host's name, a slash, and {@link ProcessHost#machine}
 * @param boot {@link ProcessHost#boot}
 * @param namespace {@link ProcessHost#namespace}
 * @param pid the process id
 * @param start when the process started: in clock ticks after the boot on Linux, else in milliseconds since 1970; 0 where that is not known
 * @param build when the build started, in milliseconds since 1970: a Maven daemon's process runs many builds, one after another
 * @param user {@link ProcessHost#user}; empty in records of the first form
 * @param isOnEnginesMachine whether the process used the engine of its own machine; see {@link EnginePlace#isOfThisMachine}
 * @param container the container of that engine in which the process runs; empty where it runs in none, or in one of another engine
 */
public record BuildProcess(
        String machine,
        String boot,
        String namespace,
        long pid,
        long start,
        long build,
        String user,
        boolean isOnEnginesMachine,
        Optional<Container> container) {
    private static final String SEPARATOR = "|";
    private static final int FIRST_FORM = 6;
    private static final int SECOND_FORM = 10;
    private static final String ON_ENGINES_MACHINE = "local";

    /**
     * The container in which a process runs.
     *
     * @param id its full id
     * @param started when its main process was started, which has ended if that is another time by now
     */
    public record Container(String id, Instant started) {}

    /** What this process can find out about another one. */
    public enum State {
        /** The process runs. */
        ALIVE,
        /** It is proven that the process has ended. */
        DEAD,
        /** Neither can be seen from here: the process belongs to another machine, PID namespace or user, or the system does not tell machines apart. */
        UNKNOWN
    }

    /** One of which nothing is known beyond what records of the first form say. */
    public BuildProcess(String machine, String boot, String namespace, long pid, long start, long build) {
        this(machine, boot, namespace, pid, start, build, "", false, Optional.empty());
    }

    /**
     * The build that this process runs, on an engine of which nothing is known yet.
     *
     * @param build when the build started, in milliseconds since 1970
     */
    public static BuildProcess current(long build) {
        ProcessHost host = ProcessHost.current();
        long pid = ProcessHandle.current().pid();
        return new BuildProcess(
                host.fullName(),
                host.boot(),
                host.namespace(),
                pid,
                ProcessTable.SYSTEM.start(pid).orElse(0L),
                build,
                host.user(),
                false,
                Optional.empty());
    }

    /**
     * The same process, with what other processes can find out about it from the engine on which it claims a lease.
     *
     * @param place where that engine is, as this process sees it
     */
    BuildProcess on(Docker docker, EnginePlace place) {
        Optional<Container> own = place instanceof EnginePlace.Beside beside
                ? docker.run(new ContainerCommand.InspectStarts(List.of(beside.container()))).stream()
                        .filter(found -> !found.hasEnded())
                        .map(found -> new Container(found.id(), found.started()))
                        .findFirst()
                : Optional.empty();
        return new BuildProcess(machine, boot, namespace, pid, start, build, user, place.isOfThisMachine(), own);
    }

    /** Whether both are the same build, whatever is known of it beside. */
    public boolean isSame(BuildProcess other) {
        return pid == other.pid
                && start == other.start
                && build == other.build
                && machine.equals(other.machine)
                && boot.equals(other.boot)
                && namespace.equals(other.namespace);
    }

    /** Whether an earlier version of the plugin can read {@link #text()}. */
    boolean isOfFirstForm() {
        return user.isEmpty() && !isOnEnginesMachine && container.isEmpty();
    }

    /**
     * One line, for the label of a lease and for the order to the watchdog. {@link #parse} reads it. What was read from a record of the first
     * form is written in it again, since Compose recreates a container whose labels change.
     */
    public String text() {
        String first = String.join(
                SEPARATOR, machine, boot, namespace, String.valueOf(pid), String.valueOf(start), String.valueOf(build));
        return isOfFirstForm()
                ? first
                : String.join(
                        SEPARATOR,
                        first,
                        user,
                        isOnEnginesMachine ? ON_ENGINES_MACHINE : "",
                        container.map(Container::id).orElse(""),
                        container.map(own -> own.started().toString()).orElse(""));
    }

    /**
     * Reads what {@link #text()} wrote, in this version or an earlier one.
     *
     * @return empty for an empty text
     * @throws NumberFormatException when the text has another form
     */
    public static Optional<BuildProcess> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.split("\\" + SEPARATOR, -1);
        if (parts.length != FIRST_FORM && parts.length != SECOND_FORM) {
            throw new NumberFormatException("not a process: " + text);
        }
        BuildProcess first = new BuildProcess(
                parts[0],
                parts[1],
                parts[2],
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
        return Optional.of(parts.length == FIRST_FORM ? first : first.with(parts));
    }

    private BuildProcess with(String[] parts) {
        return new BuildProcess(
                machine,
                boot,
                namespace,
                pid,
                start,
                build,
                parts[6],
                parts[7].equals(ON_ENGINES_MACHINE),
                parts[8].isEmpty() ? Optional.empty() : Optional.of(new Container(parts[8], instant(parts[9]))));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new NumberFormatException("not the start of a container: " + text);
        }
    }
}
