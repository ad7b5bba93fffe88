import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FastIT {

    @Test
    @Timeout(60)
    void endsWhileTheTestsOfTheOtherModuleRun() throws Exception {
        Path running = Path.of(System.getProperty("build"), "slow/target/tests-are-running");
        while (!Files.exists(running)) {
            Thread.sleep(100);
        }
    }
}
