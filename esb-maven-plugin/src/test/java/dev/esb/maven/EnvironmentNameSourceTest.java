package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EnvironmentNameSourceTest {
    private final Properties commandLine = new Properties();

    @Test
    void takesTheCommandLineFirst() {
        commandLine.setProperty("esb.env", "line");

        assertThat(EnvironmentNameSource.choose(commandLine, Map.of("ESB_ENV", "variable"), "pom"))
                .isEqualTo("line");
    }

    @Test
    void takesTheVariableNext() {
        assertThat(EnvironmentNameSource.choose(commandLine, Map.of("ESB_ENV", "variable"), "pom"))
                .isEqualTo("variable");
    }

    @Test
    void takesThePomThen() {
        assertThat(EnvironmentNameSource.choose(commandLine, Map.of("ESB_ENV", ""), "pom"))
                .isEqualTo("pom");
    }

    @Test
    void isDefaultWithoutAny() {
        assertThat(EnvironmentNameSource.choose(commandLine, Map.of(), null)).isEqualTo("default");
    }

    @Test
    void keepsAnEmptyNameOnTheCommandLineSoThatItIsRefused() {
        commandLine.setProperty("esb.env", "");

        assertThat(EnvironmentNameSource.choose(commandLine, Map.of("ESB_ENV", "variable"), "pom"))
                .isEmpty();
    }
}
