package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.RecordedMessages;
import dev.esb.Reporter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POSTGRES_PASSWORD",
                "MYSQL_ROOT_PASSWORD",
                "DB_PASS",
                "REDIS_PWD",
                "JWT_SECRET",
                "AWS_SECRET_ACCESS_KEY",
                "GITHUB_TOKEN",
                "STRIPE_APIKEY",
                "ssh.key",
                "SECRET_KEY_BASE",
                "GOOGLE_CREDENTIALS"
            })
    void hidesValuesByTheNameOfTheirVariable(String name) throws Exception {
        Secrets secrets = secrets("{\"services\":{\"db\":{\"environment\":{\"%s\":\"hunter22\"}}}}".formatted(name));

        assertThat(secrets.mask("FATAL: hunter22 is not it")).isEqualTo("FATAL: *** is not it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSTGRES_USER", "KEYCLOAK_URL", "AUTHOR", "MONKEY", "COMPASS", "BYPASS_CACHE"})
    void leavesOtherValuesAlone(String name) throws Exception {
        Secrets secrets = secrets("{\"services\":{\"db\":{\"environment\":{\"%s\":\"hunter22\"}}}}".formatted(name));

        assertThat(secrets.mask("hunter22")).isEqualTo("hunter22");
    }

    @Test
    void leavesWhatTheStackSaysInTheOpenAnyway() throws Exception {
        Secrets secrets = secrets("""
                {"services":{"postgres":{"environment":{
                  "POSTGRES_PASSWORD":"postgres","POSTGRES_USER":"admin","ADMIN_PASSWORD":"admin",
                  "POSTGRES_PASSWORD_FILE":"/run/secrets/password","REQUIRE_TOKEN":"false"}}}}""");

        String text = "service postgres of admin: no /run/secrets/password, false";
        assertThat(secrets.mask(text)).isEqualTo(text);
    }

    @Test
    void knowsBuildArgumentsAndVariables() throws Exception {
        Secrets secrets = Secrets.of(
                new ObjectMapper()
                        .readTree("{\"services\":{\"a\":{\"build\":{\"args\":{\"NPM_TOKEN\":\"npm_abcdef\"}}}}}"),
                Map.of("CI_TOKEN", "npm_abcdef_and_more"));

        assertThat(secrets.mask("npm_abcdef npm_abcdef_and_more")).isEqualTo("*** ***");
    }

    /** Whatever its name is. */
    @Test
    void knowsTheVariablesThatAreSecretsOfTheStack() throws Exception {
        Secrets secrets = Secrets.of(
                new ObjectMapper()
                        .readTree(
                                "{\"secrets\":{\"db\":{\"environment\":\"LOGIN\"}},\"configs\":{\"a\":{\"environment\":\"GREETING\"}}}"),
                Map.of("LOGIN", "hunter22", "GREETING", "good morning"));

        assertThat(secrets.mask("hunter22, good morning")).isEqualTo("***, good morning");
    }

    @Test
    void masksWhatIsReported() throws Exception {
        RecordedMessages messages = new RecordedMessages();
        Reporter reporter = secrets("{\"services\":{\"a\":{\"environment\":{\"TOKEN\":\"hunter22\"}}}}")
                .masking(messages);

        reporter.info("hunter22");
        reporter.warn("hunter22");
        reporter.debug("hunter22");

        assertThat(messages.infos).containsExactly("***");
        assertThat(messages.warnings).containsExactly("***");
        assertThat(messages.debugs).containsExactly("***");
    }

    private static Secrets secrets(String model) throws Exception {
        return Secrets.of(new ObjectMapper().readTree(model), Map.of());
    }
}
