package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Background;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Several builds that remove the same images. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ImageStoreEngineIT {
    /** So many that the engine is asked several times in the middle of a removal. */
    private static final int ROUNDS = 12;

    private final Docker docker = InstalledDocker.CLI;
    private final ImageStore images = new ImageStore(docker);

    @Tag("long")
    @Test
    void severalProcessesRemoveTheSameImagesAtOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            String label = "dev.esb.test=" + UUID.randomUUID();
            List<String> ids = IntStream.range(0, 3)
                    .mapToObj(i -> docker.run(new ImageCommand.ImportEmpty(label)))
                    .toList();

            Stream.of(1, 2, 3)
                    .map(process -> Background.start(() -> {
                        images.removeUnused(ids);
                        return images.run(new ImageCommand.ListUntagged(label));
                    }))
                    .toList()
                    .stream()
                    .map(Background::join)
                    .forEach(left -> assertThat(left).isEmpty());
        }
    }
}
