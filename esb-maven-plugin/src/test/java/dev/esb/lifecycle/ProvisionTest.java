package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.Reporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionTest {
    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();

    @Test
    void keepsQuotedWordsTogether() {
        provision().run("sh -c \"echo two words\"");

        assertThat(told).containsExactly("two words");
    }

    @Test
    void knowsTheEnvironment() {
        provision().run("sh -c 'echo $ESB_PORT_WEB_80'");

        assertThat(told).containsExactly("20272");
    }

    @Test
    void usesNoShell() {
        provision().run("echo $ESB_PORT_WEB_80 ; ls");

        assertThat(told).containsExactly("$ESB_PORT_WEB_80 ; ls");
    }

    @Test
    void showsWhatACommandSaidThatFailed() {
        assertThatThrownBy(() -> provision().run("sh -c 'echo no such table >&2; exit 3'"))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("(provision) ended with 3")
                .hasMessageContaining("no such table");
    }

    @Test
    void saysThatACommandIsNotThere() {
        assertThatThrownBy(() -> provision().run("./fill the stack"))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("'./fill the stack' (provision) cannot be started");
    }

    private Provision provision() {
        return new Provision(directory, Map.of("ESB_PORT_WEB_80", "20272"), new Reporter() {
            @Override
            public void info(String line) {
                told.add(line);
            }

            @Override
            public void warn(String line) {}

            @Override
            public void debug(String line) {}
        });
    }
}
