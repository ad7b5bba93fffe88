package dev.esb.extension;

import org.apache.maven.model.Model;
import org.apache.maven.model.superpom.SuperPomProvider;

/**
 * In Maven 3, the build directory that a pom has if it names none. From there, what poms refer to with <code>${project.build.directory}</code>
 * has the same. Nothing reads that of a dependency's pom.
 *
 * @param maven Maven's own
 */
record CellSuperPom(SuperPomProvider maven) implements SuperPomProvider {
    @Override
    public Model getSuperModel(String version) {
        Model model = maven.getSuperModel(version).clone();
        model.getBuild().setDirectory(CellDirectory.inPom());
        return model;
    }
}
