package dev.esb.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.esb.junit.FakeModule.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What test classes get, and from where. The nested classes are run by {@link FakeModule} alone. */
class EsbExtensionTest {
    @RegisterExtension
    private final FakeModule module = new FakeModule();

    @Disabled("run by another test")
    static class OnePort {
        @EsbPort(service = "web", port = 80)
        private int port;

        @Test
        void hasIt() {
            assertEquals(20001, port);
        }
    }

    @Test
    void takesThePortsThatTheBuildHandsToItsTestsWithoutAskingForThem() throws IOException {
        module.set("esb.name", "e2e-1");
        module.set("esb.project", "esb-e2e-1");
        module.set("esb.port.web.80", "20001");

        assertThat(module.run(OnePort.class).passed()).isEqualTo(1);
        assertThat(module.calls()).isEmpty();
    }

    @Disabled("run by another test")
    static class Name {
        @Test
        void isThatOfTheBuild(@EsbEnvironment Environment environment) {
            assertEquals("e2e-1", environment.name());
            assertEquals("", environment.stack());
            assertEquals("e2e-1", environment.properties().get("esb.env"));
        }
    }

    @Test
    void takesTheEnvironmentThatTheBuildHandsToThisModuleWhateverTheCommandLineCallsIt() throws IOException {
        module.set("esb.env", "auto");
        module.set("esb.name", "e2e-1");
        module.set("esb.project", "esb-e2e-1");

        assertThat(module.run(Name.class).failures()).isEmpty();
        assertThat(module.calls()).isEmpty();
    }

    @Test
    void leavesTheCommandLineOfMavenToModulesWhosePomBringsAnEnvironmentUp() throws IOException {
        module.set("esb.env", "of-another-module");
        module.write("describe.out", runningUnbound());

        assertThat(module.run(OnePort.class).failures()).isEmpty();
        assertThat(module.calls()).containsExactly("describe --env=of-another-module", "describe");
    }

    @Test
    void looksForTheOneThatARunConfigurationNamesWhateverThePomDoes() throws IOException {
        module.write("describe.out", runningUnbound());
        Properties ofAnIde = new Properties();
        ofAnIde.setProperty("esb.env", "mine");

        try (Environments environments = new Environments(module.directory(), ofAnIde)) {
            environments.shared("");
        }

        assertThat(module.calls()).containsExactly("describe --env=mine");
    }

    private static List<String> runningUnbound() {
        return FakeModule.RUNNING.stream()
                .map(line -> line.equals("bound true") ? "bound false" : line)
                .toList();
    }

    @Test
    void findsTheEnvironmentThatIsUp() throws IOException {
        assertThat(module.run(OnePort.class, OnePort.class).passed()).isEqualTo(1);
        assertThat(module.calls()).containsExactly("describe");
    }

    @Test
    void looksForTheOneThatIsNamed() throws IOException {
        module.set("esb.env", "mine");

        module.run(OnePort.class);

        assertThat(module.calls()).containsExactly("describe --env=mine");
    }

    @Test
    void bringsOneUpWhereThereIsNoneAndShowsTheProgress() throws IOException {
        module.write("describe.out", FakeModule.ABSENT);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(output, true));
        try {
            assertThat(module.run(OnePort.class).failures()).isEmpty();
        } finally {
            System.setOut(before);
        }
        assertThat(output.toString()).contains("[INFO] Bringing up");
        assertThat(module.calls())
                .containsExactly(
                        "describe", "up --ttl=28800 --lock-wait=600 --env=shop", "describe --env=shop --stack=");
    }

    @Test
    void leavesItToMavenToKeepAnAutomaticName() throws IOException {
        module.write("describe.out", List.of("env main-1", "stack ", "state absent", "automatic true", "bound true"));

        module.run(OnePort.class);

        assertThat(module.calls()).contains("up --ttl=28800 --lock-wait=600");
    }

    @Test
    void bringsUpOneOfWhichAServiceDoesNotRun() throws IOException {
        module.write("describe.out", List.of("env shop", "stack ", "state degraded", "bound true"));

        assertThat(module.run(OnePort.class).failures()).isEmpty();
        assertThat(module.calls()).anyMatch(call -> call.startsWith("up "));
    }

    @Test
    void saysWhyItDidNotComeUpWithoutMavensOwnAdvice() throws IOException {
        module.write("describe.out", FakeModule.ABSENT);
        module.write(
                "up.err",
                List.of(
                        "[INFO] Bringing up 'shop': web",
                        "[ERROR] Failed to execute goal ...: service 'web' exited with 1",
                        "[ERROR]   no such file",
                        "[ERROR] -> [Help 1]",
                        "[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch."));

        assertThat(module.run(OnePort.class).failures())
                .singleElement()
                .hasToString(
                        "dev.esb.junit.EnvironmentException: The environment 'shop' did not come up:\n[ERROR] Failed to execute goal ...: service 'web' exited with 1\n[ERROR]   no such file");
    }

    @Test
    void saysWhatAPomLacksThatBringsNoneUp() throws IOException {
        module.write("describe.out", List.of("env shop", "stack ", "state absent", "bound false"));
        module.write("pom.xml", List.of("<project/>"));

        assertThat(module.run(OnePort.class).failures())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("the pom of '" + module.directory() + "' does not bring it up", "mvn esb:up -Desb.env=shop");
        assertThat(module.calls()).containsExactly("describe");
    }

    @Test
    void saysWhatDownloadsThePlugin() {
        System.clearProperty("esb.classpath");
        module.set("maven.repo.local", module.directory().toString());

        assertThat(module.run(OnePort.class).failures())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains(
                        "is not in '" + module.directory() + "' yet",
                        "mvn dev.esb:esb-maven-plugin:" + PluginJars.version() + ":help");
    }

    @Test
    void passesOnWhyTheEngineDoesNotAnswer() throws IOException {
        module.write("describe.err", List.of("esb: The Docker engine does not answer."));

        assertThat(module.run(OnePort.class).failures())
                .singleElement()
                .hasToString("dev.esb.junit.EnvironmentException: The Docker engine does not answer.");
    }

    @Test
    void saysThatThePluginsProcessHasEnded() throws IOException {
        module.write("describe.end", List.of());

        assertThat(module.run(OnePort.class).failures())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("The JVM of esb-maven-plugin that this one has started has ended");
    }

    @Disabled("run by another test")
    static class AllKinds {
        @EsbPort(service = "web", port = 443)
        private static String text;

        @EsbUrl(service = "web", port = 443, path = "/a?b=c")
        private URI tls;

        @EsbUrl(service = "web", port = 80)
        private URL plain;

        @EsbPort(service = "dns", protocol = "udp")
        private Integer udp;

        private final Environment environment;

        AllKinds(@EsbEnvironment Environment environment) {
            this.environment = environment;
        }

        @Test
        void haveTheirValues(@EsbUrl(service = "web", port = 80, scheme = "ws") String socket) {
            assertEquals("20002", text);
            assertEquals("https://127.0.0.1:20002/a?b=c", tls.toString());
            assertEquals("http://127.0.0.1:20001/", plain.toString());
            assertEquals(20003, udp);
            assertEquals("ws://127.0.0.1:20001/", socket);
            assertEquals("esb-shop", environment.project());
            assertEquals("127.0.0.1", environment.variables().get("ESB_HOST"));
            assertEquals("20001", environment.variables().get("ESB_PORT_WEB_80"));
        }
    }

    @Test
    void injectsFieldsAndParametersOfAllTypes() {
        Result result = module.run(AllKinds.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.passed()).isEqualTo(1);
    }

    @Disabled("run by another test")
    static class Wrong {
        @Test
        void service(@EsbPort(service = "wbe") int port) {}

        @Test
        void port(@EsbPort(service = "web", port = 81) int port) {}

        @Test
        void ofSeveral(@EsbPort(service = "web") int port) {}

        @Test
        void withoutPorts(@EsbPort(service = "db") int port) {}

        @Test
        void typeOfPort(@EsbPort(service = "web", port = 80) long port) {}

        @Test
        void typeOfUrl(@EsbUrl(service = "web", port = 80) int url) {}

        @Test
        void typeOfEnvironment(@EsbEnvironment String environment) {}

        @Test
        void certificates(@EsbEnvironment Environment environment) {
            environment.sslContext();
        }

        @Test
        void parameterOfItsOwnEnvironment(@EsbEnvironment(perClass = true) Environment environment) {}
    }

    @Test
    void saysWhatThereIsWhereSomethingElseIsWanted() {
        assertThat(module.run(Wrong.class).failures())
                .extracting(failure -> failure.getMessage().replaceFirst("^Failed to resolve parameter .*?\\]: ", ""))
                .containsExactlyInAnyOrder(
                        "The environment 'shop' has no service 'wbe'. There are: db, web.",
                        "The service 'web' of the environment 'shop' does not publish the port 81. It publishes: 443, 80.",
                        "The service 'web' of the environment 'shop' does not publish just one port; name one of them with 'port': 443, 80.",
                        "The service 'db' of the environment 'shop' publishes no port, or does not run. There are: dns:53/udp, web:443, web:80.",
                        "The parameter 1 of 'typeOfPort' has @EsbPort and the type long; it has to be int, Integer or String.",
                        "The parameter 1 of 'typeOfUrl' has @EsbUrl and the type int; it has to be URI, URL or String.",
                        "The parameter 1 of 'typeOfEnvironment' has @EsbEnvironment and the type String; it has to be dev.esb.junit.Environment.",
                        "The environment 'shop' has no certificates. It gets them where a Compose file mentions the variable ESB_CERT_DIR.",
                        "The parameter 1 of 'parameterOfItsOwnEnvironment' has @EsbEnvironment(perClass = true), which is for classes: put it on the class, and @EsbEnvironment here.");
    }

    @Disabled("run by another test")
    static class Controlling {
        @Test
        void services(@EsbEnvironment Environment environment) {
            environment.stop("db");
            environment.start("db", "web");
            environment.pause("web");
            environment.unpause("web");
            environment.kill();
            environment.restart("web");
            environment.reset("cache", "queue");
            assertEquals("web-1 | hello", environment.logs("web"));
        }
    }

    @Test
    void controlsServicesByTheCommandsOfTheirNames() throws IOException {
        module.write("logs.out", List.of("web-1 | hello"));

        assertThat(module.run(Controlling.class).failures()).isEmpty();
        assertThat(module.calls())
                .containsExactly(
                        "describe",
                        "stop --env=shop --stack= db",
                        "start --env=shop --stack= db web",
                        "pause --env=shop --stack= web",
                        "unpause --env=shop --stack= web",
                        "kill --env=shop --stack=",
                        "restart --env=shop --stack= web",
                        "reset --env=shop --stack= --reset-services=cache,queue",
                        "logs --env=shop --stack= web");
    }

    @Disabled("run by another test")
    static class TwoStacks {
        @EsbPort(service = "web", port = 80, stack = "orders")
        private int port;

        @Test
        void hasThatOfTheOneThatItNames() {
            assertEquals(20001, port);
        }
    }

    @Test
    void asksForTheStackThatATestNames() throws IOException {
        module.set("esb.name", "e2e-1");
        module.set("esb.project", "esb-e2e-1-billing");
        module.set("esb.port.web.80", "20009");

        assertThat(module.run(TwoStacks.class).failures()).isEmpty();
        assertThat(module.calls()).containsExactly("describe --env=e2e-1 --stack=orders");
    }

    @Disabled("run by another test")
    static class Failing {
        @Test
        void fails(@EsbPort(service = "web", port = 80) int port) {
            fail("it does");
        }
    }

    @Test
    void addsWhatServicesHaveLoggedToTheFailureOfATest() throws IOException {
        module.write("logs.out", List.of("web-1 | no such row", "db-1  | connection reset"));

        assertThat(module.run(Failing.class).failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.getSuppressed())
                                .singleElement()
                                .extracting(Throwable::getMessage)
                                .isEqualTo(
                                        "The services of 'shop' have logged since the test began:\nweb-1 | no such row\ndb-1  | connection reset"));
        assertThat(module.calls().get(1)).matches("logs --env=shop --stack= --since=20\\S+Z --tail=20");
    }

    @Disabled("run by another test")
    static class Around {
        @EsbPort(service = "web", port = 80)
        int port;

        @Nested
        class Within {
            @Test
            void fails() {
                fail("at " + port);
            }
        }
    }

    @Test
    void addsThemWhereAClassAroundTheTestUsesTheEnvironment() throws IOException {
        module.write("logs.out", List.of("web-1 | no such row"));

        assertThat(module.run(Around.class).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("at 20001"))
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Test
    void looksWhereTheBuildHasItsDirectories() throws IOException {
        module.set("esb.home", "/work/esb");

        module.run(OnePort.class);

        assertThat(module.calls()).containsExactly("describe --home=/work/esb");
    }

    @Test
    void keepsTheFailureOfATestWhereTheLogsCannotBeRead() throws IOException {
        module.write("logs.err", List.of("esb: There is no environment 'shop' on this engine."));

        assertThat(module.run(Failing.class).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("it does"))
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Test
    void leavesNoFileBehindOfItsOwn() throws IOException {
        module.run(OnePort.class);

        try (var files = Files.list(module.directory())) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("calls", "describe.out", "describe.up");
        }
    }
}
