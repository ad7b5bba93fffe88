package dev.esb.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardErrorTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void hasMessagesInTheWordsOfTheCommandLine() {
        report(false, false);

        assertThat(printed).hasToString("took it down%nWARNING: see ./esb list%n".formatted());
    }

    @Test
    void hasWarningsAloneWhereItIsQuiet() {
        report(true, false);

        assertThat(printed).hasToString("WARNING: see ./esb list%n".formatted());
    }

    @Test
    void hasCommandsAsTheyAreRunWhereItIsAsked() {
        report(false, true);

        assertThat(printed)
                .hasToString("took it down%nWARNING: see ./esb list%nDEBUG: docker exec a mvn esb:up%n".formatted());
    }

    private void report(boolean isQuiet, boolean isDebug) {
        StandardError error =
                new StandardError(new PrintStream(printed, true, UTF_8), new Hints("./esb"), isQuiet, isDebug);
        error.info("took it down");
        error.warn("see mvn esb:list");
        error.debug("docker exec a mvn esb:up");
    }
}
