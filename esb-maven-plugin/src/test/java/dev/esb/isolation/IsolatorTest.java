package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.LiteralTexts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsolatorTest {
    private static final EnvironmentPlan PLAN = new EnvironmentPlan(
            EnvironmentKey.of("a", "payments"),
            7,
            new Directories(Path.of("/home/me/.esb/a"), Path.of("/run/esb/a"), Path.of("/project/target/esb/a")),
            List.of(),
            Map.of());
    private static final IsolationOptions OPTIONS = new IsolationOptions(
            Path.of("/project"),
            Set.of(),
            Set.of(),
            LiteralTexts.CERTAIN,
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            true);

    @Test
    void leavesTheModelItIsGivenAlone() throws JsonProcessingException {
        ObjectNode model = model("{'services': {'db': {'container_name': 'my-db', 'networks': {'default': null}}}}");
        ObjectNode before = model.deepCopy();

        Isolator.isolate(model, PLAN, OPTIONS);

        assertThat(model).isEqualTo(before);
    }

    @Test
    void namesEverythingAfterTheStackOfTheEnvironment() throws JsonProcessingException {
        ObjectNode model = model("{'name': 'shop', 'volumes': {'data': {'name': 'shop_data'}, 'logs': null}}");

        assertThat(Isolator.isolate(model, PLAN, OPTIONS).model())
                .isEqualTo(model("{'name': 'esb-a-payments', 'volumes': {'data': {'name': 'esb-a-payments_data'},"
                        + " 'logs': {'name': 'esb-a-payments_logs'}}}"));
    }

    @Test
    void hasNothingToSayOfAnEmptyStack() throws JsonProcessingException {
        IsolatedModel isolated = Isolator.isolate(model("{}"), PLAN, OPTIONS);

        assertThat(isolated.findings()).isEmpty();
        assertThat(isolated.model()).isEqualTo(model("{'name': 'esb-a-payments'}"));
    }

    @Test
    void advisesOnWhatStaysShared() throws JsonProcessingException {
        ObjectNode model = model("{'services': {'a': {'network_mode': 'host', 'pid': 'container:b',"
                + " 'external_links': ['c'], 'volumes': [{'type': 'bind', 'source': '/srv'}]}},"
                + " 'networks': {'d': {'external': true}}}");

        assertThat(Isolator.isolate(model, PLAN, OPTIONS).findings()).hasSize(5).allSatisfy(finding -> {
            assertThat(finding.severity()).isNotEqualTo(Severity.CHANGED);
            assertThat(finding.advice()).isNotEmpty();
        });
    }

    private static ObjectNode model(String json) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
    }
}
