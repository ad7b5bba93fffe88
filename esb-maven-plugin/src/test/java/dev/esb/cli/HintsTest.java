package dev.esb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With messages as the goals print them. */
class HintsTest {
    private final Hints hints = new Hints("./esb");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Bring it up with: mvn esb:up -Desb.env=a | Bring it up with: ./esb up --env=a",
                "Look at it with 'mvn esb:ps -Desb.env=a -Desb.stack=b' | Look at it with './esb ps --env=a --stack=b'",
                "mvn -q esb:list -Desb.format=json | ./esb list --format=json",
                "See with 'mvn -X esb:doctor' which command it waits for | See with './esb doctor --debug' which command it waits for",
                "what changes here reaches containers at the next 'esb:up' | what changes here reaches containers at the next './esb up'",
                "Take it down with: mvn esb:down. | Take it down with: ./esb down.",
                "Nothing was removed; -Desb.prune=true does it | Nothing was removed; --prune does it",
                "remove it with 'mvn esb:prune -Desb.prune=true -Desb.home=DIR' | remove it with './esb prune --prune --home=DIR'",
                "Its log is in: mvn esb:logs -Desb.env=a -Desb.service=web | Its log is in: ./esb logs --env=a web",
                "mvn esb:restart -Desb.service=web,db | ./esb restart web db",
                "mvn esb:exec -Desb.service=db -Desb.command='psql -U me' | ./esb exec db psql -U me",
                "mvn esb:exec -Desb.env=a -Desb.service=db -Desb.command=\"...\" | ./esb exec --env=a db ...",
                "name one of them with -Desb.containerPort=PORT: 80, 443. | name one of them with PORT: 80, 443.",
                "Name a directory of your own: -Desb.home=DIRECTORY | Name a directory of your own: --home=DIRECTORY",
                "The value 'x' (esb.stopTimeout) is no number | The value 'x' (--stop-timeout) is no number",
                "has no service 'x' (esb.service). There are: web. | has no service 'x' (SERVICE). There are: web.",
                "the port 81 (esb.containerPort) | the port 81 (PORT)",
                "The command 'x' (esb.command) ended with 1. | The command 'x' (COMMAND) ended with 1.",
                "or with -Desb.environment.LEVEL=... | or with --environment=LEVEL=...",
            })
    void areWhatOneTypesInPlaceOfGoals(String message, String hint) {
        assertThat(hints.of(message)).isEqualTo(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'mvn esb:wrapper' writes it anew.",
                "leaves alone. Move it, or write the command into another directory: mvn esb:wrapper",
                "'mvn esb:help -Ddetail' lists those that there are.",
                "This downloads it: mvn dev.esb:esb-maven-plugin:1.0:help",
                "mvn dev.esb:esb-maven-plugin:1.0:up",
                "'/home/me/esb:up/compose.yml' is not there",
                "'C:\\esb:list' is not there",
                "Removing the image esb:latest",
                "Removing the image registry/esb:up",
                "the volume esb-slot-5, the label dev.esb.env=a",
                "my-esb:down, esb:downtown and esb:up-to-date",
                "'/work/.esb.properties' (esb.env) in '/work/-Desb'",
                "web.esb.env (a.esb.service)",
            })
    void leaveOtherWordsAlone(String message) {
        assertThat(hints.of(message)).isEqualTo(message.replace("(esb.env)", "(--env)"));
    }

    @Test
    void haveTheScriptAsTheUserHasWrittenIt() {
        assertThat(new Hints("C:\\$1\\esb").of("mvn esb:up, 'esb:down'"))
                .isEqualTo("C:\\$1\\esb up, 'C:\\$1\\esb down'");
    }
}
