package dev.esb.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MavenOutputTest {
    private final MavenOutput output = new MavenOutput();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [INFO] --- failsafe:3.5.4:integration-test (default) @ shop ---          | shop failsafe:integration-test
                    [INFO] --- maven-surefire-plugin:3.1.0:test (default-test) @ shop-a ---  | shop-a surefire:test
                    [INFO] --- esb-maven-plugin:1:up (up) @ it ---                           | it esb:up
                    """)
    void saysTheModuleAndTheGoal(String line, String state) {
        assertThat(output.accept(line)).contains(state);
    }

    @Test
    void countsTheTestsOfEachClassAndNotTheirSum() {
        output.accept("[INFO] --- failsafe:3.5.4:integration-test (default) @ shop ---");
        output.accept("[INFO] Environment 'e2e-1' is up after 7.5 s: project esb-e2e-1, slot 479");

        assertThat(output.accept("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in A"))
                .contains("shop failsafe:integration-test, up, tests: 3");
        assertThat(
                        output.accept(
                                "[ERROR] Tests run: 4, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 1 s <<< FAILURE! -- in B"))
                .contains("shop failsafe:integration-test, up, tests: 7, failed: 2");
        assertThat(output.accept("[ERROR] Tests run: 7, Failures: 1, Errors: 1, Skipped: 1"))
                .isEmpty();
        assertThat(output.accept("[INFO] Environment 'e2e-1' is down after 1.5 s"))
                .contains("shop failsafe:integration-test, tests: 7, failed: 2");
    }

    @Test
    void keepsTheLastErrorsWithoutWhatMavenSaysOfAll() {
        for (int i = 0; i < 20; i++) {
            output.accept("[ERROR] error " + i);
        }
        output.accept("[INFO] no error");
        output.accept("[ERROR] ");
        output.accept("[ERROR] Failed to execute goal x -> [Help 1]");
        output.accept("[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.");
        output.accept("[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException");

        assertThat(output.errors())
                .hasSize(12)
                .startsWith("error 9")
                .endsWith("error 19", "Failed to execute goal x -> [Help 1]");
    }
}
