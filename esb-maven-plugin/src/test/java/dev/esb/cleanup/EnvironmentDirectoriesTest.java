package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.RecordedMessages;
import dev.esb.docker.EngineIds;
import dev.esb.docker.HostProgram;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.SetAsideDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a new environment finds of an earlier one of its name. */
@EnabledOnOs(OS.LINUX)
class EnvironmentDirectoriesTest {
    @TempDir
    private Path directory;

    private final EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
    private final RecordedMessages messages = new RecordedMessages();
    private EnvironmentFixture engine;
    private Directories own;

    @BeforeEach
    void startEngine() {
        engine = new EnvironmentFixture(directory);
        own = engine.directories(key);
    }

    @AfterEach
    void clean() {
        UndeletableTree.removeIn(directory);
    }

    @Test
    void costNoCommandWhereThereIsNone() {
        removeEarlier();

        assertThat(engine.docker.calls()).isEmpty();
    }

    @Test
    void ofAnEarlierEnvironmentGo() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        Files.writeString(own.config().resolve("rows"), "old");

        removeEarlier();

        assertThat(own.config()).doesNotExist();
    }

    @Test
    void thatTheUserMadeStay() throws IOException {
        Path notes = Files.writeString(Files.createDirectories(own.config()).resolve("notes"), "mine");

        removeEarlier();

        assertThat(notes).exists();
    }

    @Test
    void goOutOfTheWayWhereTheyCannotBeRemoved() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        UndeletableTree.makeIn(own.config());
        UndeletableTree.removedBy(engine.docker).everyFails(HostProgram.class, 1, "find: not permitted");

        removeEarlier();

        assertThat(own.config()).doesNotExist();
        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains(
                        "sudo rm -rf '" + SetAsideDirectory.allOf(own.config()).get(0));
    }

    private void removeEarlier() {
        new EnvironmentDirectories(
                        engine.docker, () -> EngineIds.lasting(EnvironmentFixture.ENGINE), messages, key, own)
                .removeEarlier();
    }
}
