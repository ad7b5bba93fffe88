package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotVolumesTest {
    @Test
    void standForVolumesOfAnEnvironment() {
        String name = SnapshotVolumes.name("0123456789ab", "path-data_1-5f3a");

        assertThat(SnapshotVolumes.isName(name)).isTrue();
        assertThat(SnapshotVolumes.key(name)).isEqualTo("path-data_1-5f3a");
        assertThat(SnapshotVolumes.inEnvironment(name, "esb-a")).isEqualTo("esb-a_path-data_1-5f3a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "esb-a_rows",
                "esb-snapshot_rows",
                "esb-snapshot-of-mine_rows",
                "my-esb-snapshot-0123456789ab_rows",
                "esb-snapshot-0123456789ab_"
            })
    void areNotThoseOfUsersOrEnvironments(String name) {
        assertThat(SnapshotVolumes.isName(name)).isFalse();
        assertThat(SnapshotVolumes.key(name)).isEqualTo(name);
        assertThat(SnapshotVolumes.inEnvironment(name, "esb-a")).isEqualTo(name);
    }
}
