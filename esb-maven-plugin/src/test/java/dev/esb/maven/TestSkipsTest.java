package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSkipsTest {
    private final Properties commandLine = new Properties();
    private final Properties pom = new Properties();

    @ParameterizedTest
    @ValueSource(strings = {"skipITs", "skipTests", "maven.test.skip"})
    void sayWhichPropertySkipsTheTests(String property) {
        commandLine.setProperty(property, "true");

        assertThat(TestSkips.reason(commandLine, pom)).isEqualTo(property);
    }

    @Test
    void takeAPropertyOfThePom() {
        pom.setProperty("skipITs", "true");

        assertThat(TestSkips.reason(commandLine, pom)).isEqualTo("skipITs");
    }

    @Test
    void areNoneWhenTestsRun() {
        pom.setProperty("skipITs", "true");
        commandLine.setProperty("skipITs", "false");

        assertThat(TestSkips.reason(commandLine, pom)).isEmpty();
    }
}
