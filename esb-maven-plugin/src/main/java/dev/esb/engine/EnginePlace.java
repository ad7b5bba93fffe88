package dev.esb.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where an engine is, as this process sees it: at which address its ports answer, and under which path it knows a file that is here. */
public sealed interface EnginePlace {
    /** Not "localhost", which can resolve to ::1, on which the engine may not publish the port. */
    String LOOPBACK = "127.0.0.1";

    /** The address or name on which published ports can be reached from here. */
    String host();

    /** The address on which ports are published that the Compose file gives without one; empty for every address of the engine's machine. */
    String bind();

    /**
     * Whether ports are published in the network of this process, so that what listens here and what has a route here is in the way of the
     * engine's ports and subnets. Elsewhere, only the engine can say.
     */
    boolean isNetworkOfThisProcess();

    /**
     * Whether the engine runs on the machine of this process: it answers on a socket or pipe of this machine, or has the container in which
     * this process runs. A loopback address says nothing, since ssh can forward it to another machine; it can forward a socket as well, so
     * two processes that rely on this compare what identifies their machines, too.
     */
    boolean isOfThisMachine();

    /**
     * The path under which the engine sees a file or directory of this machine, or would see one that is not there yet.
     *
     * @param here absolute and normalized
     * @return empty where the engine does not see it
     */
    Optional<Path> path(Path here);

    /**
     * Whether a port can be reached from here that is published on an address of the engine's machine. Not so the loopback of a machine that
     * is not this one.
     *
     * @param address an IP address; empty for every address
     */
    default boolean reaches(String address) {
        return true;
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    /** Whether the engine sees every path as this process does. */
    default boolean seesAllPaths() {
        return false;
    }

    /**
     * The engine of this machine.
     *
     * @param isOfThisMachine whether it answers on a socket or pipe of this machine, not on a loopback address
     */
    record Here(boolean isOfThisMachine) implements EnginePlace {
        /** Behind a socket or pipe of this machine. */
        public Here() {
            this(true);
        }

        @Override
        public String host() {
            return LOOPBACK;
        }

        @Override
        public String bind() {
            return LOOPBACK;
        }

        @Override
        public boolean isNetworkOfThisProcess() {
            return true;
        }

        @Override
        public Optional<Path> path(Path here) {
            return Optional.of(here);
        }

        @Override
        public boolean seesAllPaths() {
            return true;
        }
    }

    /**
     * The engine beside the container in which this process runs: the container is one of that engine.
     *
     * @param container the ID of the container
     * @param host the gateway of the container's network, on which the engine can publish; 127.0.0.1 where the container uses the network
     *     of the engine's machine
     * @param mounts what the container mounts of the engine's machine
     * @param inMemory directories of the container that are in its memory, so that the engine sees nothing of them
     * @param obstacle why no port that the engine publishes can be reached from the container; empty where those on {@code host} can
     */
    record Beside(
            String container, String host, List<BoundPath> mounts, List<Path> inMemory, Optional<Obstacle> obstacle)
            implements EnginePlace {

        /** Why no port that the engine publishes can be reached from the container. */
        public enum Obstacle {
            /** All of its networks are internal ones, or it has none. */
            NO_GATEWAY,
            /** An ordinary account runs the engine, whose networks are not those of the machine on which it publishes. */
            ROOTLESS
        }

        /** A container that reaches the ports of its engine. */
        public Beside(String container, String host, List<BoundPath> mounts) {
            this(container, host, mounts, List.of(), Optional.empty());
        }

        /** A container that does not reach the ports of its engine. */
        static Beside unreachable(String container, List<BoundPath> mounts, Obstacle obstacle) {
            return new Beside(container, LOOPBACK, mounts, List.of(), Optional.of(obstacle));
        }

        /**
         * A path of the engine's machine in the container.
         *
         * @param source on the engine's machine
         * @param target in the container
         */
        public record BoundPath(Path source, Path target) {}

        @Override
        public String bind() {
            return host;
        }

        @Override
        public boolean reaches(String address) {
            return isNetworkOfThisProcess() || !isLoopback(address);
        }

        @Override
        public boolean isNetworkOfThisProcess() {
            return host.equals(LOOPBACK) && obstacle.isEmpty();
        }

        @Override
        public boolean isOfThisMachine() {
            return true;
        }

        /** By the innermost mount that the path is in: that is the one which the container sees. */
        @Override
        public Optional<Path> path(Path here) {
            return mounts.stream()
                    .filter(mount -> here.startsWith(mount.target()))
                    .reduce((one, other) ->
                            one.target().getNameCount() < other.target().getNameCount() ? other : one)
                    .filter(mount -> inMemory.stream()
                            .noneMatch(hidden -> here.startsWith(hidden) && hidden.startsWith(mount.target())))
                    .map(mount -> mount.source()
                            .resolve(mount.target().relativize(here))
                            .normalize());
        }
    }

    /**
     * An engine on another machine, or one that answers over the network and may be on another machine.
     *
     * @param host the address or name of that machine
     * @param ssh how ssh reaches it; empty where it is not reached by ssh
     */
    record Elsewhere(String host, Optional<SshRoute> ssh) implements EnginePlace {
        /** One that is reached over TCP. */
        public Elsewhere(String host) {
            this(host, Optional.empty());
        }

        /** What ssh reaches at a loopback address is this machine, or one whose ports have to be forwarded as that of ssh is. */
        @Override
        public String bind() {
            return host.equals(LOOPBACK) ? LOOPBACK : "";
        }

        /** Those of its machine's loopback, ssh can forward as it does the connection to the engine. */
        @Override
        public boolean reaches(String address) {
            return ssh.isPresent() || host.equals(LOOPBACK) || !isLoopback(address);
        }

        @Override
        public boolean isNetworkOfThisProcess() {
            return false;
        }

        @Override
        public boolean isOfThisMachine() {
            return false;
        }

        @Override
        public Optional<Path> path(Path here) {
            return Optional.empty();
        }
    }
}
