package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    /** It runs in the background, where its failure would show only as a slower start. */
    @Test
    void goesTheWholeWayFromTheModelToTheRenderedFile() {
        assertThat(Rehearsal.run()).contains("name: \"esb-rehearsal\"", "subnet:", "published:", "\"findings\"");
    }
}
