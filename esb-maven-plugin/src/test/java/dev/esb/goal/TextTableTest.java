package dev.esb.goal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumnsAndLeavesNoBlanksAtTheEnd() {
        TextTable table = new TextTable("NAME", "PORTS");
        table.add("e2e-1", "-");
        table.add("a", "web:80->20016");

        assertThat(table.lines()).containsExactly("NAME   PORTS", "e2e-1  -", "a      web:80->20016");
    }
}
