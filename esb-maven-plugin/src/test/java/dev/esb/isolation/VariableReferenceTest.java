package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$PORT",
                "${PORT}",
                "${PORT:-80}",
                "${PORT-80}",
                "${PORT:?is needed}",
                "${PORT?}",
                "${PORT:+80}",
                "${PORT:-}",
                "${PORT:-${OTHER:-80}}",
                "${PORT:-$OTHER}"
            })
    void isOneReference(String text) {
        assertThat(VariableReference.only(text)).contains("PORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "$",
                "${}",
                "${1PORT}",
                "$$PORT",
                "$${PORT}",
                "${PORT}0",
                "1${PORT}",
                "$PORT-$OTHER",
                "${A}${B}",
                "${A:-1}-${B:-2}",
                "${PORT",
                "PORT}",
                "${PORT:-${OTHER}",
                "${PORT:-a}b}",
                "${PORT/80/81}"
            })
    void isNothingOrMore(String text) {
        assertThat(VariableReference.only(text)).isEmpty();
    }

    @Test
    void isSplitOutsideOfReferencesOnly() {
        assertThat(VariableReference.split("127.0.0.1:${PORT:-80}:80", ':'))
                .containsExactly("127.0.0.1", "${PORT:-80}", "80");
        assertThat(VariableReference.split("${A:-${B:-1}}:${C:?x:y}", ':'))
                .containsExactly("${A:-${B:-1}}", "${C:?x:y}");
        assertThat(VariableReference.split("80", ':')).containsExactly("80");
        assertThat(VariableReference.split("127.0.0.1::80", ':')).containsExactly("127.0.0.1", "", "80");
    }

    @Test
    void isSplitWhereAReferenceDoesNotEnd() {
        assertThat(VariableReference.split("${PORT:80", ':')).containsExactly("${PORT", "80");
    }
}
