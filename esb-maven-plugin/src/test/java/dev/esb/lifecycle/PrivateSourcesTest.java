package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import dev.esb.environment.VolumeOverlay;
import dev.esb.isolation.IsolatedModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivateSourcesTest {
    private static final Path STACK = Path.of("/project");

    @Test
    void areWhatHasContentByTheNamesOfTheStackAndNotWhatIsInOthers() {
        PathVolume data = volume("/project/data");
        IsolatedModel isolated = new IsolatedModel(
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                List.of(),
                List.of(
                        move(data.asOverlay(), "/project/data"),
                        move(data.asOverlay(), "/project/data/sub"),
                        move(volume("/project/app.conf").asCopy("1"), "/project/app.conf"),
                        move(volume("/project/empty"), "/project/empty"),
                        move(volume("/srv/shop").asOverlay(), "/srv/shop")),
                List.of(new VolumeOverlay("rows", "esb-a_rows", "shop-rows")),
                List.of(),
                List.of());

        assertThat(PrivateSources.of(isolated, STACK))
                .containsExactly("./app.conf", "./data", "/srv/shop", "shop-rows");
    }

    private static PathVolume volume(String path) {
        return new PathVolume(Path.of(path), false);
    }

    private static PathMove move(PathVolume volume, String path) {
        return new PathMove(Path.of(path), false, new InVolume(volume, ""), false);
    }
}
