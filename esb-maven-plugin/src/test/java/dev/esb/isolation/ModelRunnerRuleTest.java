package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.LiteralTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No golden case: in JSON, Compose leaves models out. */
class ModelRunnerRuleTest {
    private static final Path DIRECTORY = Path.of("/project");

    @Test
    void saysWhichModelsTheStackConfiguresForAllEnvironments() throws IOException {
        ObjectNode model = (ObjectNode) new ObjectMapper().readTree("""
                        {"models": {
                          "large": {"model": "ai/gemma3", "context_size": 8192},
                          "strict": {"model": "ai/qwen3", "runtime_flags": ["--temp", "0"]},
                          "small": {"model": "ai/smollm2"}
                        }}
                        """);

        IsolatedModel isolated = Isolator.isolate(
                model,
                new EnvironmentPlan(
                        EnvironmentKey.of("a", ""),
                        7,
                        new Directories(DIRECTORY, DIRECTORY, DIRECTORY),
                        List.of(),
                        Map.of()),
                new IsolationOptions(
                        DIRECTORY,
                        Set.of(),
                        Set.of(),
                        LiteralTexts.CERTAIN,
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        true));

        assertThat(isolated.findings())
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.SHARED))
                .extracting(Finding::subject, Finding::key, Finding::resource)
                .containsExactly(
                        tuple("model large", "context_size", "ai/gemma3"),
                        tuple("model strict", "runtime_flags", "ai/qwen3"));
    }
}
