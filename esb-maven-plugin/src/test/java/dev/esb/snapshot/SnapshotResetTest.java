package dev.esb.snapshot;

import static dev.esb.snapshot.SnapshotEngine.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand.CreateWithVolumes;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.moved.EnvironmentOverlays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SnapshotResetTest {
    private static final String ID = "111111111111";
    private static final String VOLUME = "esb-snapshot-111111111111_rows";

    private final SnapshotEngine engine = new SnapshotEngine();

    /** The engine would make an empty one in its place. */
    @Test
    void isRefusedWhereAVolumeOfTheSnapshotIsGone() {
        Snapshot snapshot = engine.complete(ID, "k", "shop", LONG_AGO, LONG_AGO, "rows");
        engine.volume(
                "esb-a_rows",
                Map.of(
                        ComposeLabels.PROJECT,
                        "esb-a",
                        EnvironmentLabels.OVERLAY,
                        "today",
                        EnvironmentLabels.OF_SNAPSHOT,
                        ID,
                        EnvironmentLabels.BELOW,
                        VOLUME));
        assertThat(read().services()).isEmpty();
        engine.remove(Kind.CONTAINER, snapshot.container());
        engine.remove(Kind.VOLUME, VOLUME);

        assertThatThrownBy(this::read)
                .isInstanceOf(EsbException.class)
                .hasMessage("The environment 'a' cannot go back to its snapshot, because the volume '" + VOLUME
                        + "' of that was removed, for example by 'docker volume prune'. Take it down, and bring it up with another one:"
                        + " mvn esb:down -Desb.env=a, and mvn esb:up -Desb.env=a -Desb.snapshot=true");

        assertThat(engine.docker.calls(CreateWithVolumes.class)).isEmpty();
    }

    private SnapshotReset read() {
        return SnapshotReset.of(
                engine.docker,
                EnvironmentKey.of("a", ""),
                () -> Engine.local("engine"),
                JsonNodeFactory.instance.objectNode(),
                EnvironmentOverlays.read(engine.docker, "esb-a", CompletableFuture.completedFuture(List.of())),
                List.of(),
                new RecordedMessages());
    }
}
