package dev.esb.snapshot;

import static dev.esb.snapshot.Models.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopGroupsTest {
    @Test
    void leavesServicesRunningThatHaveNothingToDoWithTheData() {
        StopGroups groups =
                of("{db: {}, web: {}, proxy: {depends_on: {web: {}}}, db2: {}, agent: {pid: 'service:db2'}}");

        assertThat(groups).isEqualTo(new StopGroups(Set.of("db"), Set.of("db"), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"depends_on: {db: {condition: service_started}}", "links: [db]", "links: ['db:database', other]"
            })
    void stopsTheServicesThatDependOnDataAndThoseThatDependOnThese(String dependency) {
        StopGroups groups = of("{proxy: {depends_on: {web: {}}}, web: {%s}, db: {}, other: {}}".formatted(dependency));

        assertThat(groups).isEqualTo(new StopGroups(Set.of("db"), Set.of("db"), Set.of("web", "proxy")));
    }

    /** The network and the processes of a container go with it. */
    @ParameterizedTest
    @ValueSource(strings = {"network_mode", "pid", "ipc"})
    void replacesTheContainersThatShareWithOneThatIsReplaced(String key) {
        StopGroups groups = of("{far: {%s: 'service:near'}, near: {%s: 'service:db'}, db: {}, web: {%s: host}}"
                .formatted(key, key, key));

        assertThat(groups).isEqualTo(new StopGroups(Set.of("db"), Set.of("db", "near", "far"), Set.of()));
    }

    @Test
    void stopsWhatSharesWithAServiceThatGoesOnAsItWas() {
        StopGroups groups = of("{db: {}, web: {depends_on: {db: {}}}, agent: {network_mode: 'service:web'}}");

        assertThat(groups).isEqualTo(new StopGroups(Set.of("db"), Set.of("db"), Set.of("web", "agent")));
    }

    @Test
    void stopsWhatDependsOnAServiceThatSharesWithOneWithData() {
        StopGroups groups = of("{db: {}, near: {pid: 'service:db'}, web: {depends_on: {near: {}}}}");

        assertThat(groups).isEqualTo(new StopGroups(Set.of("db"), Set.of("db", "near"), Set.of("web")));
    }

    private static StopGroups of(String services) {
        return StopGroups.of(yaml("services: " + services), Set.of("db"));
    }
}
