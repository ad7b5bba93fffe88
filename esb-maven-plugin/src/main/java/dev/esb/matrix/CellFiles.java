package dev.esb.matrix;

import dev.esb.environment.EnvironmentName;
import dev.esb.parameter.MatrixEnvironments;
import java.nio.file.Path;

/**
 * Where the files of one environment of a matrix are.
 *
 * @param output {@code target/esb} of the outer build
 */
record CellFiles(Path output, EnvironmentName name) {
    /** Of a module, relative to its base directory. In {@code target}, so that {@code mvn clean} removes it. */
    String buildDirectory() {
        return "target/esb/%s/build".formatted(name);
    }

    /** Not in the build directory, which the inner build may clean. */
    Path log() {
        return output.resolve(name.value()).resolve("build.log");
    }

    /** The test reports of all modules. */
    Path reports() {
        return output.resolve(MatrixEnvironments.RESERVED).resolve(name.value());
    }
}
