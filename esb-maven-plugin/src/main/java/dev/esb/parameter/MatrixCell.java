package dev.esb.parameter;

import dev.esb.environment.EnvironmentName;
import java.util.List;
import java.util.Map;

/**
 * One environment of a matrix.
 *
 * @param files its Compose files, in place of those of the modules; empty for those of the modules
 * @param profiles its Compose profiles, in place of those of the modules; empty for those of the modules
 * @param variables for Compose, in addition to those of the modules
 */
public record MatrixCell(
        EnvironmentName name, List<String> files, List<String> profiles, Map<String, String> variables) {}
