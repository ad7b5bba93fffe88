package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltImageRuleTest {

    @ParameterizedTest
    @CsvSource({
        "app, app:latest-esb-a",
        "app:1.0, app:1.0-esb-a",
        "registry:5000/app, registry:5000/app:latest-esb-a",
        "registry:5000/team/app:1.0, registry:5000/team/app:1.0-esb-a"
    })
    void getTheProjectIntoTheirTag(String image, String scoped) {
        assertThat(BuiltImageRule.scoped(image, "esb-a")).isEqualTo(scoped);
    }

    @Test
    void keepTheProjectWhereATagWouldBeTooLong() {
        assertThat(BuiltImageRule.scoped("app:" + "1".repeat(121), "esb-a")).endsWith("1-esb-a");
        assertThat(BuiltImageRule.scoped("app:" + "1".repeat(123), "esb-a")).isEqualTo("app:esb-a");
    }
}
