package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.snapshot.SnapshotOptions.Mode;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotParameterTest {
    @ParameterizedTest
    @CsvSource({"true, ON", "false, OFF", "refresh, REFRESH", "' True ', ON", "REFRESH, REFRESH"})
    void saysWhetherAnEnvironmentBeginsWithASnapshot(String text, Mode mode) {
        assertThat(SnapshotParameter.mode(text)).isEqualTo(mode);
    }

    @Test
    void namesAStackByItsModuleInWhateverDirectoryThatIs() {
        MavenProject project = module();

        assertThat(SnapshotParameter.stack(project, Path.of("/one/checkout"), ""))
                .isEqualTo(SnapshotParameter.stack(project, Path.of("/other"), ""))
                .isEqualTo("org.example:shop");
        assertThat(SnapshotParameter.stack(project, Path.of("/one"), "orders")).isEqualTo("org.example:shop/orders");
    }

    /** Maven makes up a project where it runs without a pom. */
    @Test
    void namesAStackWithoutAModuleByItsDirectory() {
        assertThat(SnapshotParameter.stack(null, Path.of("/one/shop"), "")).isEqualTo("shop");
        assertThat(SnapshotParameter.stack(new MavenProject(), Path.of("/one/shop"), "orders"))
                .isEqualTo("shop/orders");
    }

    private static MavenProject module() {
        MavenProject project = new MavenProject();
        project.setGroupId("org.example");
        project.setArtifactId("shop");
        project.setFile(new File("/one/checkout/pom.xml"));
        return project;
    }
}
