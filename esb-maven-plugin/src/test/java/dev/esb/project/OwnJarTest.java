package dev.esb.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnJarTest {
    private static final Path USUAL = Path.of("/home/me/.m2/repository");

    @Test
    void tellsMavenWhichLocalRepositoryItIsIn() {
        assertThat(repository("/data/repo/dev/esb/esb-maven-plugin/1.2/esb-maven-plugin-1.2.jar"))
                .isEqualTo("/data/repo");
    }

    @Test
    void tellsItNothingWhereThatIsTheUsualOneOrNone() {
        assertThat(repository(USUAL + "/dev/esb/esb-maven-plugin/1.2/esb-maven-plugin-1.2.jar"))
                .isEmpty();
        assertThat(repository("/home/me/esb-maven-plugin/target/classes")).isEmpty();
        assertThat(repository("/classes")).isEmpty();
    }

    private static String repository(String jar) {
        return OwnJar.repository(Path.of(jar), USUAL).map(Path::toString).orElse("");
    }
}
