package dev.esb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/**
 * What the tests of this module find around them, which the configuration of Surefire in the parent pom sets: values that no test can do with.
 * So one that depends on the build, the account or the machine that runs it fails in every build. This test fails where they are not in force.
 */
class HostileSurroundingsTest {

    @Test
    void haveTheVariablesOfAnotherUser() {
        assertThat(System.getenv())
                .containsEntry("ESB_ENV", "another-env")
                .containsEntry("DOCKER_HOST", "tcp://192.0.2.1:1")
                .containsEntry("COMPOSE_FILE", "/nowhere/compose.yml")
                .containsEntry("MAVEN_ARGS", "--no-such-option")
                .containsEntry("MAVEN_OPTS", "-XX:+NoSuchOption")
                .containsEntry("TERM", "dumb");
    }

    /** Whatever {@code -Desb.env} the build itself has. */
    @Test
    void haveThePropertiesOfAnotherBuild() {
        assertThat(System.getProperty("esb.env")).isEqualTo("another-env");
        assertThat(System.getProperty("esb.skip")).isEqualTo("true");
    }

    /** Its {@code .m2/settings.xml} and its {@code .esb} cannot be read. */
    @Test
    void haveTheHomeAndNameOfAnotherAccount() {
        assertThat(System.getProperty("user.home"))
                .endsWith("hostile-home")
                .isEqualTo(System.getenv("HOME"))
                .isNotEqualTo(System.getProperty("user.dir"));
        assertThat(System.getProperty("user.name")).isEqualTo("another-account");
    }

    /** In one, {@code "I".toLowerCase()} is no i; in the other, {@code "%d"} prints other digits. */
    @Test
    void haveTheLocaleAndTimeOfAnotherCountry() {
        assertThat(Locale.getDefault().getLanguage()).isEqualTo("tr");
        assertThat(Locale.getDefault(Locale.Category.FORMAT).getLanguage()).isEqualTo("ar");
        assertThat(TimeZone.getDefault().getID()).isEqualTo("Pacific/Apia");
    }
}
