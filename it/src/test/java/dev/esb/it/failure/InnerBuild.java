package dev.esb.it.failure;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tests of the builds that this suite starts. They are not part of the suite. */
class InnerBuild {
    @Test
    void endAsTheBuildWantsIt() throws Exception {
        String tests = System.getProperty("tests");
        if (tests.equals("none")) {
            return;
        }
        String web = "http://%s:%s".formatted(System.getProperty("esb.host"), System.getProperty("esb.port.web.80"));
        try (var answer = URI.create(web).toURL().openStream()) {
            answer.readAllBytes();
        }
        if (tests.equals("wait-without-output")) {
            System.setErr(new PrintStream(new Closed()));
        }
        Files.writeString(Path.of("target", "tests-are-running"), "");
        switch (tests) {
            case "fail" -> fail("as it was told to");
            case "wait", "wait-without-output" -> Thread.sleep(120_000);
            default -> {}
        }
    }

    /** As Surefire's stream for the output of tests is, once the JVM that they run in ends. */
    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) {
            throw new IllegalStateException("closed");
        }
    }
}
