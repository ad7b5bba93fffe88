package dev.esb.maven;

import dev.esb.lease.BuildProcess;
import dev.esb.lease.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/** The owner of environments that this Maven process brings up. */
final class BuildOwner {
    private BuildOwner() {}

    /**
     * The user. The environment is this process's until it is up; then it stays until {@code esb:down}, or until its {@code ttl} is over.
     *
     * @param ttl how long it may live from now on; empty for no limit
     */
    static Owner person(MavenSession session, Optional<Duration> ttl) {
        return Owner.bringingUp(name(), process(session), ttl.map(Instant.now()::plus));
    }

    /**
     * The build. The environment is taken down when the build ends.
     *
     * @param ttl how long it may live from now on, where no process can see whether the build still runs; empty for no limit
     */
    static Owner build(MavenSession session, Optional<Duration> ttl) {
        return Owner.build(name(), process(session), ttl.map(Instant.now()::plus));
    }

    /** The process of the build, identified by the start of its session as well: a Maven daemon's process runs many builds. */
    static BuildProcess process(MavenSession session) {
        return BuildProcess.current(session.getStartTime().getTime());
    }

    private static String name() {
        return System.getProperty("user.name") + "@" + hostName();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The machine cannot resolve its own name.
            return System.getenv().getOrDefault("HOSTNAME", "localhost");
        }
    }
}
