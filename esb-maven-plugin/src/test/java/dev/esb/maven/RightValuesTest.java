package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.HostAddress;
import dev.esb.parameter.ComposeVariables;
import dev.esb.parameter.Entries;
import dev.esb.parameter.Keep;
import dev.esb.parameter.SecondsParameter;
import dev.esb.parameter.YesOrNo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of parameter takes; {@link WrongValuesTest} has what is refused. */
class RightValuesTest {

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, 1",
        "TIMEOUT, 86400",
        "STOP_TIMEOUT, 0",
        "STOP_TIMEOUT, ' 3600 '",
        "LOCK_WAIT, 0",
        "PROVISION_TIMEOUT, 1",
        "TTL, 31536000"
    })
    void secondsAreTakenUpToTheirLimits(SecondsParameter parameter, String text) {
        assertThat(parameter.read(text)).isEqualTo(Duration.ofSeconds(Long.parseLong(text.strip())));
    }

    @Test
    void aTimeWithoutADefaultMayBeMissing() {
        assertThat(SecondsParameter.TTL.readIfGiven(null)).isEmpty();
        assertThat(SecondsParameter.TTL.readIfGiven("")).isEmpty();
        assertThat(SecondsParameter.TTL.readIfGiven("60")).contains(Duration.ofMinutes(1));
    }

    @Test
    void anEnvironmentIsKeptAlwaysOrOnFailureOrNotAtAll() {
        assertThat(Keep.read("true")).isEqualTo(Keep.ALWAYS);
        assertThat(Keep.read("onfailure")).isEqualTo(Keep.ON_FAILURE);
        assertThat(Keep.read("false")).isEqualTo(Keep.NEVER);
        assertThat(Keep.read(null)).isEqualTo(Keep.NEVER);
    }

    @Test
    void trueIsTrueInEveryCaseAndNothingIsFalse() {
        assertThat(YesOrNo.read("esb.strict", "TRUE")).isTrue();
        assertThat(YesOrNo.read("esb.strict", "false")).isFalse();
        assertThat(YesOrNo.read("esb.strict", "")).isFalse();
        assertThat(YesOrNo.read("esb.strict", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "192.168.1.7", "::1", "::", "fd00::7"})
    void anAddressIsTakenAsItIs(String address) {
        assertThat(HostAddress.read(" " + address)).isEqualTo(address);
    }

    @Test
    void entriesLoseTheBlanksAroundThem() {
        assertThat(Entries.read("esb.files", Arrays.asList(" a.yml", "\n  b.yml ")))
                .containsExactly("a.yml", "b.yml");
        assertThat(Entries.read("esb.files", List.of())).isEmpty();
    }

    @Test
    void aVariableOnTheCommandLineComesBeforeThePom() {
        Properties commandLine = new Properties();
        commandLine.setProperty("esb.environment.LOG_LEVEL", "debug");
        commandLine.setProperty("esb.environment.spring.profiles.active", "e2e");

        assertThat(ComposeVariables.read(commandLine, Map.of("LOG_LEVEL", "info", "TZ", "UTC")))
                .containsOnly(
                        Map.entry("LOG_LEVEL", "debug"),
                        Map.entry("TZ", "UTC"),
                        Map.entry("spring.profiles.active", "e2e"));
    }
}
