package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every key that a Compose file can have is a decision in {@code keys.txt}: the rules that know it, or after a {@code -} the reason why
 * environments share nothing through it. A key that comes new with a renewed schema fails here until someone has decided.
 */
class SchemaKeysTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/isolation-schema");

    @Test
    void everyKeyOfTheSchemaIsDecided() throws IOException {
        assertThat(SchemaKeys.of(new ObjectMapper()
                        .readTree(DIRECTORY.resolve("compose-spec.json").toFile())))
                .contains(
                        "services.*.cgroup_parent", "services.*.volumes.bind.selinux", "networks.*.ipam.config.subnet")
                .containsExactlyInAnyOrderElementsOf(decisions().keySet());
    }

    @Test
    void everyRuleThatIsNamedExists() throws IOException {
        decisions()
                .forEach((key, decision) -> assertThat(rules(decision))
                        .allSatisfy(rule -> assertThatCode(() -> assertThat(Class.forName("dev.esb.isolation." + rule))
                                        .isAssignableTo(Rule.class))
                                .as(key)
                                .doesNotThrowAnyException()));
    }

    @Test
    void everyOtherDecisionHasAReason() throws IOException {
        assertThat(decisions())
                .allSatisfy(
                        (key, decision) -> assertThat(decision).as(key).matches("- \\S.{10,}|\\w+Rule(, \\w+Rule)*"));
    }

    private static List<String> rules(String decision) {
        return decision.startsWith("-") ? List.of() : List.of(decision.split(", "));
    }

    /** A line is a key, blanks, and the decision. */
    private static Map<String, String> decisions() throws IOException {
        Map<String, String> decisions = new TreeMap<>();
        for (String line : Files.readAllLines(DIRECTORY.resolve("keys.txt"))) {
            String[] parts = line.split(" +", 2);
            assertThat(parts).as(line).hasSize(2);
            assertThat(decisions.put(parts[0], parts[1])).as(line).isNull();
        }
        return decisions;
    }
}
