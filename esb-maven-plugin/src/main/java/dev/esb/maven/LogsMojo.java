package dev.esb.maven;

import dev.esb.lifecycle.EnvironmentQueries;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Prints what the services of an environment have logged, found by its name alone. */
@Mojo(name = "logs", requiresProject = false, threadSafe = true)
public final class LogsMojo extends AbstractEnvironmentMojo {

    /** The service whose log is wanted. Default: all. */
    @Parameter(property = "esb.service")
    private String service;

    /** Goes on printing as lines come, until Ctrl-C. */
    @Parameter(property = "esb.follow", defaultValue = "false")
    private boolean follow;

    /** Only what was logged since then: a time such as {@code 2026-01-31T12:00:00}, or a duration such as {@code 10m}. */
    @Parameter(property = "esb.since")
    private String since;

    /** How many lines of each container, from the end; {@code all} for all. */
    @Parameter(property = "esb.tail", defaultValue = "all")
    private String tail;

    @Override
    void run() {
        EnvironmentQueries environments = new EnvironmentQueries(docker());
        environments.requireEngine(processEnvironment());
        environments.logs(key(), Optional.ofNullable(service), follow, Optional.ofNullable(since), tail, this::print);
    }
}
