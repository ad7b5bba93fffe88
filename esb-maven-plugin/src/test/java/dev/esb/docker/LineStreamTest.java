package dev.esb.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineStreamTest {

    @Test
    void cutsLinesWhereverTheBytesCome() throws IOException {
        assertThat(lines("eins\nz", "wei\r\n", "gr\u00fc\u00df\u00df\nlast"))
                .containsExactly("eins", "zwei", "gr\u00fc\u00df\u00df", "last");
    }

    @Test
    void leavesOutTheRequestToClearTheLine() throws IOException {
        assertThat(lines("\u001b[2Kweb-1  | ready\n")).containsExactly("web-1  | ready");
    }

    private static List<String> lines(String... pieces) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineStream stream = new LineStream(UTF_8, lines::add)) {
            for (String piece : pieces) {
                stream.write(piece.getBytes(UTF_8));
            }
        }
        return lines;
    }
}
