package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VolumeCommandTest {

    @Test
    void createsAVolumeWithLabels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("dev.esb.slot", "7");
        labels.put("dev.esb.stack", "");

        assertThat(new VolumeCommand.Create("esb-slot-7", labels).arguments())
                .containsExactly(
                        "volume", "create", "--label", "dev.esb.slot=7", "--label", "dev.esb.stack=", "esb-slot-7");
    }
}
