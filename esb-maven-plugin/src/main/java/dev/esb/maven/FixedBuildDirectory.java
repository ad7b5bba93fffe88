package dev.esb.maven;

import dev.esb.EsbException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Build;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;

/** A pom that says which directory Maven builds in: the environments of a matrix, each with a directory of its own, would share that one. */
final class FixedBuildDirectory {
    private FixedBuildDirectory() {}

    /** @throws EsbException when one of the modules has such a directory, also from a parent or an active profile */
    static void refuse(List<MavenProject> modules) {
        for (MavenProject module : modules) {
            for (MavenProject pom = module; pom != null; pom = pom.getParent()) {
                refuseIn(pom);
            }
        }
    }

    private static void refuseIn(MavenProject pom) {
        Model model = pom.getOriginalModel();
        if (model == null) {
            return;
        }
        Build build = model.getBuild();
        if (build != null && build.getDirectory() != null) {
            throw refusal(pom, build, "<build><directory>");
        }
        for (Profile profile : pom.getActiveProfiles()) {
            if (profile.getBuild() != null && profile.getBuild().getDirectory() != null) {
                throw refusal(
                        pom, profile.getBuild(), "<build><directory> of the profile '%s'".formatted(profile.getId()));
            }
        }
    }

    private static EsbException refusal(MavenProject pom, BuildBase build, String element) {
        String file = pom.getFile() == null
                ? pom.getId()
                : Path.of(pom.getFile().getPath()).toString();
        return new EsbException(
                "The pom '%s' fixes the directory in which it is built, so environments of a matrix cannot run at the same time: remove %s '%s'."
                        .formatted(file, element, build.getDirectory()));
    }
}
