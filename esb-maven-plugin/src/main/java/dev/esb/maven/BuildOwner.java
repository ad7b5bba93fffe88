package dev.esb.maven;

import dev.esb.lease.BuildProcess;
import dev.esb.lease.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/** To whom an environment belongs that this process brings up. */
final class BuildOwner {
    private BuildOwner() {}

    /** Nobody's but a person's: it stays until somebody takes it down, or its time is over. */
    static Owner person(Optional<Duration> ttl) {
        return new Owner(
                System.getProperty("user.name") + "@" + hostName(), Optional.empty(), ttl.map(Instant.now()::plus));
    }

    /** This build's, whose end is its end. */
    static Owner build(MavenSession session, Optional<Duration> ttl) {
        Owner person = person(ttl);
        return new Owner(person.person(), Optional.of(process(session)), person.expires());
    }

    static BuildProcess process(MavenSession session) {
        return BuildProcess.current(session.getStartTime().getTime());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine that cannot resolve its own name still has one that people know.
            return System.getenv().getOrDefault("HOSTNAME", "localhost");
        }
    }
}
