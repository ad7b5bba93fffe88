package dev.esb.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineStreamTest {

    @Test
    void cutsLinesWhereverTheBytesCome() {
        assertThat(lines("eins\nz", "wei\r\n", "gr\u00fc\u00df\u00df\nlast"))
                .containsExactly("eins", "zwei", "gr\u00fc\u00df\u00df", "last");
    }

    @Test
    void endsALineAtACarriageReturn() {
        assertThat(lines("10%\r20%\r", "done\nnext\r\n\nlast\n"))
                .containsExactly("10%", "20%", "done", "next", "", "last");
    }

    @Test
    void leavesOutTheRequestToClearTheLine() {
        assertThat(lines("\u001b[2Kweb-1  | ready\n")).containsExactly("web-1  | ready");
    }

    @RecordedCase("logs")
    void readsTheLogsThatComposeShows(Recorded recorded) {
        assertThat(lines(recorded.output())).containsExactly("web-1  | ready");
    }

    @Test
    void keepsOnlyTheBeginningOfALineWithoutEnd() {
        List<String> lines = lines("x".repeat(LineStream.LONGEST_LINE), "y".repeat(1 << 20), "\nnext\n");

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("xxx")
                .endsWith("x [... cut after 64 KiB]")
                .doesNotContain("y");
        assertThat(lines.get(1)).isEqualTo("next");
    }

    @Test
    void throwsWhatTheConsumerThrewOnceTheOutputIsRead() {
        List<String> seen = new ArrayList<>();
        LineStream stream = new LineStream(
                line -> {
                    seen.add(line);
                    throw new IllegalStateException("disk full");
                },
                new StopSwitch());

        stream.write("one\ntwo\n".getBytes(UTF_8), 0, 8);

        assertThat(seen).containsExactly("one");
        assertThatThrownBy(stream::rethrow).hasMessage("disk full");
    }

    private static List<String> lines(String... pieces) {
        List<String> lines = new ArrayList<>();
        try (LineStream stream = new LineStream(lines::add, new StopSwitch())) {
            for (String piece : pieces) {
                byte[] bytes = piece.getBytes(UTF_8);
                stream.write(bytes, 0, bytes.length);
            }
        }
        return lines;
    }
}
