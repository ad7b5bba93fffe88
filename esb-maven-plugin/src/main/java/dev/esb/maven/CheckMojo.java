package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.Finding;
import dev.esb.isolation.IsolatedModel;
import dev.esb.isolation.Severity;
import dev.esb.plan.Render;
import dev.esb.wait.StackWaits;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists everything in a stack that stays shared between environments, with advice for the stack's author, and fails if two environments
 * of the stack cannot run at the same time, Compose refuses what the stack becomes in an environment, or its services can never satisfy a
 * wait. Starts nothing, writes nothing, and needs no running engine.
 */
@Mojo(name = "check", requiresProject = false, threadSafe = true)
public final class CheckMojo extends AbstractStackMojo {
    /** Could be any name except "default", in which nothing is isolated. */
    private static final EnvironmentKey EXAMPLE = EnvironmentKey.of("check", "");

    /** As for {@code esb:up}: looks whether the stack has their services, and publishes their ports. Default: none. */
    @Parameter
    private List<Wait> waits;

    @Override
    void run() {
        IsolatedModel isolated = new Render(docker(), processEnvironment(), reporter()).check(request(EXAMPLE));
        StackWaits.of(Wait.read(waits), isolated.model());
        List<Finding> findings = isolated.findings();
        List<Finding> open = findings.stream()
                .filter(finding -> !finding.severity().isIsolated())
                .sorted((a, b) -> a.severity().compareTo(b.severity()))
                .toList();
        for (Finding finding : open) {
            getLog().warn("%s: %s %s".formatted(finding.subject(), finding.key(), finding.message()));
            getLog().warn("    -> " + finding.advice());
        }
        long changed = findings.size() - open.size();
        long blocking = open.stream()
                .filter(finding -> finding.severity() == Severity.BLOCKING)
                .count();
        if (blocking > 0) {
            throw new EsbException("The stack cannot run beside itself; settings (above) that keep it from that: %s."
                    .formatted(blocking));
        }
        getLog().info(
                        open.isEmpty()
                                ? "The stack is wholly isolated (settings that are moved for each environment: %s)"
                                        .formatted(changed)
                                : "The stack can run beside itself; settings that stay shared: %s (moved for each environment: %s)"
                                        .formatted(open.size(), changed));
    }
}
