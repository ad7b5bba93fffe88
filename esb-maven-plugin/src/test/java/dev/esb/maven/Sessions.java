package dev.esb.maven;

import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/** Maven sessions without a Maven. */
final class Sessions {
    /** The start of a session identifies the build in this process. */
    private static final AtomicLong START = new AtomicLong(System.currentTimeMillis());

    private Sessions() {}

    static MavenSession start() {
        return of(new DefaultMavenExecutionRequest().setStartTime(new Date(START.incrementAndGet())));
    }

    // Maven has no other constructor; it says that they are not for plugins.
    @SuppressWarnings("deprecation")
    static MavenSession of(MavenExecutionRequest request) {
        return new MavenSession(null, null, request, new DefaultMavenExecutionResult());
    }

    /** What Maven does at the end of a session. */
    static void end(MavenSession session) {
        session.getRequest().getExecutionListener().sessionEnded(null);
    }
}
