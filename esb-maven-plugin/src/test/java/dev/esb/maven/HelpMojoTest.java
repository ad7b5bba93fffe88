package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the plugin's own descriptor, which the build writes before tests run. */
class HelpMojoTest {
    private final List<String> lines = new ArrayList<>();

    @Test
    void describesAllGoalsInLinesOf80Characters() throws Exception {
        help(null, false, 80);

        assertThat(lines)
                .contains(
                        "esb:up",
                        "esb:down",
                        "  Prints the logs of an environment's services. Needs only the name. Fails if")
                .doesNotContain("  Parameters:")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs", "esb:logs"})
    void describesOneGoalWithItsParameters(String goal) throws Exception {
        help(goal, true, 200);

        assertThat(lines)
                .startsWith(
                        "esb:logs",
                        "  Prints the logs of an environment's services. Needs only the name. Fails if there is"
                                + " no such environment or service.")
                .containsSubsequence(
                        "    tail (Default: all)",
                        "      How many of the last lines of each container are printed, a whole number of at least 0; all for all lines.",
                        "      User property: esb.tail")
                .doesNotContain("esb:up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prune", "list"})
    void listsNoParameterOfOneEnvironmentForGoalsThatWorkOnAll(String goal) throws Exception {
        help(goal, true, 80);

        assertThat(lines)
                .contains("    home (Default: ${user.home}/.esb)")
                .doesNotContain("    env", "    stack", "    session", "    mojoExecution");
    }

    @Test
    void saysWhichGoalsThereAreWhereThereIsNoSuchGoal() {
        assertThatThrownBy(() -> help("foo", false, 80))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "There is no goal 'foo' (goal). The goals are:"
                                + " check, diff, doctor, down, exec, graph, help, kill, list, logs, matrix, open, pause, port, prune, ps, render, reset, restart, run, shell, snapshot, start, stop, unpause, up, wrapper.");
    }

    @Test
    void refusesValuesThatItCannotRead() {
        assertThatThrownBy(() -> help(null, "yes", "80"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("The value 'yes' (detail) is not usable: it has to be true or false.");
        assertThatThrownBy(() -> help(null, "true", "wide"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "The length of lines 'wide' (lineLength) is not usable: it has to be a whole number from 40 to 500.");
    }

    private void help(String goal, boolean detail, int lineLength) throws Exception {
        help(goal, String.valueOf(detail), String.valueOf(lineLength));
    }

    private void help(String goal, String detail, String lineLength) throws Exception {
        HelpMojo mojo = new HelpMojo();
        set(mojo, "mojoExecution", new MojoExecution(descriptor().getMojo("help")));
        set(mojo, "goal", goal);
        set(mojo, "detail", detail);
        set(mojo, "lineLength", lineLength);
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                content.toString().lines().forEach(lines::add);
            }
        });
        mojo.execute();
    }

    private static PluginDescriptor descriptor() throws Exception {
        try (Reader reader = new InputStreamReader(
                HelpMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml"), StandardCharsets.UTF_8)) {
            return new PluginDescriptorBuilder().build(reader);
        }
    }

    private static void set(HelpMojo mojo, String name, Object value) throws ReflectiveOperationException {
        Field field = HelpMojo.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(mojo, value);
    }
}
