package dev.esb.maven;

import dev.esb.parameter.Keep;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Brings a stack up in an environment, waits until its services are ready, and passes its ports to the tests. If that fails, the goal
 * takes the environment down again, and fails; of one that was there before, it removes only what it has added. Bound to a phase, the environment belongs to the build and is taken down with it; on the
 * command line, it stays until {@code esb:down}.
 *
 * <p>Failsafe and Surefire get the results as system properties, such as {@code esb.port.gateway.443}; later plugins as project
 * properties; scripts as {@code target/esb/<env>/env.properties}, {@code env.json} and {@code .env}.
 */
@Mojo(name = "up", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class UpMojo extends AbstractUpMojo {

    @Override
    String skipReason() {
        String reason = super.skipReason();
        return isBoundToLifecycle() && reason.isEmpty()
                ? TestSkips.reason(session().getUserProperties(), project())
                : reason;
    }

    @Override
    void run() {
        bringUp(request(), isBoundToLifecycle() && keep() != Keep.ALWAYS);
    }
}
