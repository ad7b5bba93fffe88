package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTailTest {

    @Test
    void keepsTheLastLines() {
        LineTail tail = new LineTail(2);
        List.of("first", "second", "third", "").forEach(tail);

        assertThat(tail.text()).isEqualTo("third");
    }

    @Test
    void isEmptyWhereNothingWasSaid() {
        assertThat(new LineTail(2).text()).isEmpty();
    }
}
