import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlowIT {

    @Test
    @Timeout(60)
    void hasItsServiceAfterTheOtherModuleHasGoneDown() throws Exception {
        Path build = Path.of(System.getProperty("build"));
        Files.writeString(build.resolve("slow/target/tests-are-running"), "");
        while (!isDownOver(Files.readString(build.resolve("build.log")))) {
            Thread.sleep(100);
        }

        assertTrue(System.getProperty("esb.name").startsWith("it-share-"));
        String web = "http://" + System.getProperty("esb.host") + ":" + System.getProperty("esb.port.web.80");
        try (var answer = URI.create(web).toURL().openStream()) {
            assertEquals("hello\n", new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static boolean isDownOver(String log) {
        return log.contains("stays up for another module") || log.contains("is down after");
    }
}
