package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.RecordedMessages;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stack under {@code compose}, of which only the kind without virtual machines can run everywhere. */
class ReferenceStackEngineIT {
    private static final Path STACK = Path.of("../compose");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "docker-compose.yml,docker-compose.firecracker.yml"})
    @EnabledIf(value = "dev.esb.docker.InstalledDocker#hasCompose", disabledReason = "no Compose is installed")
    void isWhollyIsolatedInEachOfItsKinds(String files) {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"));
        StackRequest request = StackRequest.of(EnvironmentKey.of("a", ""), layout, STACK.toAbsolutePath())
                .withFiles(Stream.of(files.split(","))
                        .map(STACK::resolve)
                        .map(Path::toAbsolutePath)
                        .toList());

        List<Finding> findings = new Render(InstalledDocker.CLI, InstalledDocker.VARIABLES, new RecordedMessages())
                .check(request)
                .findings();

        assertThat(findings).isNotEmpty().allMatch(finding -> finding.severity() == Severity.CHANGED);
    }

    /** Its pom is no module, so that it can be run by itself. */
    @Test
    void isRunByThePluginOfThisVersion() throws IOException {
        assertThat(version(STACK.resolve("pom.xml"))).isEqualTo(version(Path.of("../pom.xml")));
    }

    /** The first one in a pom without a parent. */
    private static String version(Path pom) throws IOException {
        Matcher matcher = VERSION.matcher(Files.readString(pom));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
