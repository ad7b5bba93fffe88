package dev.esb.it.failure;

import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tests of the builds that this suite starts. They are not part of the suite. */
class InnerBuild {
    @Test
    void endAsTheBuildWantsIt() throws Exception {
        String web = "http://%s:%s".formatted(System.getProperty("esb.host"), System.getProperty("esb.port.web.80"));
        try (var answer = URI.create(web).toURL().openStream()) {
            answer.readAllBytes();
        }
        Files.writeString(Path.of("target", "tests-are-running"), "");
        switch (System.getProperty("tests")) {
            case "fail" -> fail("as it was told to");
            case "wait" -> Thread.sleep(120_000);
            default -> {}
        }
    }
}
