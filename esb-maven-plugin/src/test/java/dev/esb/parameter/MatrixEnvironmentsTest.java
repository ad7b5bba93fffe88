package dev.esb.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.EsbException;
import dev.esb.environment.EnvironmentName;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixEnvironmentsTest {
    private final Properties commandLine = new Properties();

    private static MatrixEnvironments own(String name) {
        return new MatrixEnvironments(
                () -> new EnvironmentName(name), text -> EnvironmentName.ofProperty("esb.matrix", text));
    }

    private List<MatrixCell> read(List<MatrixEnvironment> inPom, Map<String, String> axes) {
        return own("mine").read(commandLine, inPom, axes);
    }

    @Test
    void theCommandLineNamesThem() {
        commandLine.setProperty("esb.matrix", "E2E-containerd, e2e-firecracker");

        assertThat(read(null, null))
                .extracting(cell -> cell.name().value())
                .containsExactly("e2e-containerd", "e2e-firecracker");
    }

    @Test
    void thePomGivesEachItsFilesProfilesAndVariables() {
        List<MatrixCell> cells = read(List.of(inPom("one"), named("two")), null);

        assertThat(cells)
                .containsExactly(
                        new MatrixCell(
                                new EnvironmentName("one"),
                                List.of("a.yml", "b.yml"),
                                List.of("metrics"),
                                Map.of("LEVEL", "debug")),
                        new MatrixCell(new EnvironmentName("two"), List.of(), List.of(), Map.of()));
    }

    @Test
    void theCommandLineChoosesAmongThoseOfThePom() {
        commandLine.setProperty("esb.matrix", "one,three");

        assertThat(read(List.of(inPom("one"), named("two")), null))
                .extracting(cell -> cell.name().value(), MatrixCell::profiles)
                .containsExactly(tuple("one", List.of("metrics")), tuple("three", List.of()));
    }

    @Test
    void axesMultiply() {
        commandLine.setProperty("esb.matrix", "a,b");
        commandLine.setProperty("esb.axes.POSTGRES", "15,16");

        assertThat(read(null, Map.of("POSTGRES", "9", "CACHE", "on")))
                .extracting(cell -> cell.name().value(), MatrixCell::variables)
                .containsExactly(
                        tuple("a-cache-on-postgres-15", Map.of("CACHE", "on", "POSTGRES", "15")),
                        tuple("a-cache-on-postgres-16", Map.of("CACHE", "on", "POSTGRES", "16")),
                        tuple("b-cache-on-postgres-15", Map.of("CACHE", "on", "POSTGRES", "15")),
                        tuple("b-cache-on-postgres-16", Map.of("CACHE", "on", "POSTGRES", "16")));
    }

    @Test
    void anAxisAloneIsOfTheBuildsOwnEnvironment() {
        assertThat(read(null, Map.of("POSTGRES", "15")))
                .extracting(cell -> cell.name().value())
                .containsExactly("mine-postgres-15");
    }

    @ParameterizedTest
    @CsvSource({"16-Alpine, v-16-alpine", "15.2, v-15-2", "a/b:1, v-a-b-1", "..., v"})
    void aNameShowsTheValueInItsOwnLetters(String value, String part) {
        assertThat(read(null, Map.of("V", value)))
                .extracting(cell -> cell.name().value())
                .containsExactly("mine-" + part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,a", "a,A"})
    void aNameIsThereOnce(String names) {
        commandLine.setProperty("esb.matrix", names);

        assertThatThrownBy(() -> read(null, null))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'a' (esb.matrix)")
                .hasMessageContaining("it is there twice");
    }

    @Test
    void valuesThatMakeOneNameAreSaid() {
        commandLine.setProperty("esb.axes.V", "1.5,1-5");

        assertThatThrownBy(() -> read(null, null)).hasMessageContaining("twice, with {V=1.5} and with {V=1-5}");
    }

    @Test
    void aNameIsNotTooLong() {
        commandLine.setProperty("esb.matrix", "a".repeat(39));
        commandLine.setProperty("esb.axes.V", "1");

        assertThatThrownBy(() -> read(null, null)).hasMessageContaining("at most 40 characters");
    }

    @Test
    void thereIsOne() {
        assertThatThrownBy(() -> read(null, null)).hasMessageContaining("mvn esb:matrix -Desb.matrix=e2e-1,e2e-2");
    }

    @Test
    void oneInThePomHasAName() {
        assertThatThrownBy(() -> read(List.of(named("a"), named(null)), null))
                .hasMessageContaining("'a,' (esb.matrix)");
        assertThatThrownBy(() -> read(Arrays.asList(named("a"), null), null))
                .hasMessageContaining("without empty entries");
    }

    private static MatrixEnvironment named(String name) {
        MatrixEnvironment environment = new MatrixEnvironment();
        environment.set(name);
        return environment;
    }

    private static MatrixEnvironment inPom(String name) {
        MatrixEnvironment environment = named(name);
        put(environment, "files", List.of("a.yml", "b.yml"));
        put(environment, "profiles", List.of("metrics"));
        put(environment, "environment", Map.of("LEVEL", "debug"));
        return environment;
    }

    /** As Maven does it. */
    private static void put(MatrixEnvironment environment, String name, Object value) {
        try {
            Field field = MatrixEnvironment.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(environment, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
