package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.List;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class FixedBuildDirectoryTest {
    private static MavenProject project(String file, String directory) {
        Model model = new Model();
        Build build = new Build();
        build.setDirectory(directory);
        model.setBuild(build);
        MavenProject project = new MavenProject();
        project.setOriginalModel(model);
        project.setFile(new File(file));
        return project;
    }

    @Test
    void ofAModuleOrItsParentIsRefused() {
        MavenProject module = project("shop/pom.xml", null);
        MavenProject parent = project("pom.xml", "out");
        module.setParent(parent);

        assertThatThrownBy(() -> FixedBuildDirectory.refuse(List.of(module)))
                .hasMessageContaining("The pom '%s' fixes the directory", parent.getFile())
                .hasMessageContaining("remove <build><directory> 'out'");
    }

    @Test
    void ofAnActiveProfileIsRefused() {
        MavenProject module = project("shop/pom.xml", null);
        Profile profile = new Profile();
        profile.setId("ramdisk");
        Build build = new Build();
        build.setDirectory("/dev/shm/target");
        profile.setBuild(build);
        module.setActiveProfiles(List.of(profile));

        assertThatThrownBy(() -> FixedBuildDirectory.refuse(List.of(module)))
                .hasMessageContaining("of the profile 'ramdisk' '/dev/shm/target'");
    }

    @Test
    void thatIsMavensOwnIsNot() {
        MavenProject module = project("shop/pom.xml", null);
        // What Maven makes of it.
        module.getBuild().setDirectory("/shop/target");

        assertThatCode(() -> FixedBuildDirectory.refuse(List.of(module))).doesNotThrowAnyException();
    }
}
