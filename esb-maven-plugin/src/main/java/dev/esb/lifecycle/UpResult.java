package dev.esb.lifecycle;

import dev.esb.environment.EnvironmentPlan;
import dev.esb.isolation.Finding;
import java.util.List;

/** An environment that is up. */
public record UpResult(
        EnvironmentPlan environment, Results results, List<Finding> findings, List<PublishedPort> ports) {}
