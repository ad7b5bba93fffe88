package dev.esb.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixPhasesTest {
    @Test
    void phasesAndGoalsAreRun() {
        assertThat(MatrixPhases.read(List.of("clean", " verify", "jar:jar@one")))
                .containsExactly("clean", "verify", "jar:jar@one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "install",
                "deploy",
                "site-deploy",
                "install:install",
                "org.apache.maven.plugins:maven-deploy-plugin:3.1.4:deploy",
                "gpg:sign-and-deploy-file"
            })
    void whatPublishesIsRefused(String phase) {
        assertThatThrownBy(() -> MatrixPhases.read(List.of("clean", phase)))
                .hasMessageContaining("'%s' (esb.phases)".formatted(phase))
                .hasMessageContaining("each environment would publish the same artifact");
    }

    @Test
    void anOptionIsNoPhase() {
        assertThatThrownBy(() -> MatrixPhases.read(List.of("-X"))).hasMessageContaining("a phase such as verify");
        assertThatThrownBy(() -> MatrixPhases.read(List.of())).hasMessageContaining("one or more phases");
    }
}
