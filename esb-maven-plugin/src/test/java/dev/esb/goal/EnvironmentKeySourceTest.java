package dev.esb.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentName;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentKeySourceTest {
    private final Properties commandLine = new Properties();

    @Test
    void takesTheNameOnTheCommandLineFirst() {
        commandLine.setProperty("esb.env", "line");

        assertThat(name(Map.of("ESB_ENV", "variable"), "pom")).isEqualTo("line");
    }

    @Test
    void takesTheVariableNext() {
        assertThat(name(Map.of("ESB_ENV", "variable"), "pom")).isEqualTo("variable");
    }

    @Test
    void takesThePomThen() {
        assertThat(name(Map.of("ESB_ENV", ""), "pom")).isEqualTo("pom");
    }

    @Test
    void isDefaultWithoutAny() {
        assertThat(name(Map.of(), null)).isEqualTo("default");
    }

    @Test
    void refusesAnEmptyNameOnTheCommandLine() {
        commandLine.setProperty("esb.env", "");

        assertThatThrownBy(() -> name(Map.of("ESB_ENV", "variable"), "pom"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'' (esb.env)");
    }

    @Test
    void saysThatAnIllegalNameComesFromTheVariable() {
        assertThatThrownBy(() -> name(Map.of("ESB_ENV", "feature/login"), "pom"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'feature/login' (the variable ESB_ENV)")
                .hasMessageContaining("-Desb.env=feature-login");
    }

    @Test
    void takesTheStackOnTheCommandLineFirst() {
        commandLine.setProperty("esb.stack", "line");

        assertThat(stack("pom")).isEqualTo("line");
    }

    @Test
    void takesTheStackOfThePomWithoutOne() {
        assertThat(stack("pom")).isEqualTo("pom");
    }

    @Test
    void takesNoStackWhereTheCommandLineSaysSo() {
        commandLine.setProperty("esb.stack", "");

        assertThat(stack("pom")).isEmpty();
    }

    @Test
    void hasNoStackWithoutAny() {
        assertThat(stack(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "AUTO"})
    void takesTheNameOfTheCheckoutForAutoWhereverThatIsSaid(String auto) {
        assertThat(name(Map.of(), auto)).isEqualTo("main-12345678");
        assertThat(name(Map.of("ESB_ENV", auto), "pom")).isEqualTo("main-12345678");

        commandLine.setProperty("esb.env", auto);

        assertThat(name(Map.of("ESB_ENV", "variable"), "pom")).isEqualTo("main-12345678");
    }

    @Test
    void takesAnotherNameInPlaceOfTheAutoOfThePom() {
        commandLine.setProperty("esb.env", "line");

        assertThat(name(Map.of(), "auto")).isEqualTo("line");
    }

    private String name(Map<String, String> processEnvironment, String pom) {
        return choose(processEnvironment, pom, null).name().value();
    }

    private String stack(String pom) {
        return choose(Map.of(), null, pom).stack();
    }

    private EnvironmentKey choose(Map<String, String> processEnvironment, String env, String stack) {
        return EnvironmentKeySource.choose(
                commandLine, processEnvironment, env, stack, () -> new EnvironmentName("main-12345678"));
    }
}
