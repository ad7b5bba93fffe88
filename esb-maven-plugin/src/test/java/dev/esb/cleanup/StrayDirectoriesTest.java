package dev.esb.cleanup;

import static dev.esb.lease.Owners.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.docker.HostProgram;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.StackServiceCommand;
import dev.esb.engine.EngineMark;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.SetAsideDirectory;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrayDirectoriesTest {
    @TempDir
    private Path directory;

    private final EnvironmentKey key = EnvironmentKey.of("e2e-1", "payments");
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
    void areThoseWhoseEnvironmentHasNoLease() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        MarkedDirectory.create(own.sockets(), List.of(EnvironmentFixture.ENGINE));
        Files.writeString(own.config().resolve("data"), "of a run that was killed");

        List<PruneItem> items = items();
        assertThat(items)
                .extracting(PruneItem::what, PruneItem::why)
                .containsExactly(
                        item("directory '%s'".formatted(own.config())),
                        item("directory '%s'".formatted(own.sockets())));
        items.forEach(item -> item.removal().run());

        assertThat(own.config()).doesNotExist();
        assertThat(own.sockets()).doesNotExist();
        assertThat(items()).isEmpty();
    }

    @Test
    void goOnceProvidersHaveRemovedWhatTheyMade() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        TakeDownFile file = engine.keep(key, "{db: {provider: {type: cloud}}}");
        StackServiceCommand.Down down = new StackServiceCommand.Down(file.definition(), List.of("db"));
        engine.docker.fails(down, 1, "the cloud is closed").prints(down);
        PruneItem item = items().get(0);

        assertThatThrownBy(item.removal()::run)
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The directory '%s' stays, because the provider of db".formatted(own.config()))
                .hasMessageContaining("the cloud is closed");
        assertThat(own.config()).exists();
        item.removal().run();

        assertThat(own.config()).doesNotExist();
    }

    @Test
    void areNotThoseOfAnEnvironmentWhoseLeaseWasRemovedWhileItRuns() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        Lease lease = engine.leases.hold(key, 7, PERSON);
        engine.leases.addContainer(lease);
        List<PruneItem> items = StrayDirectories.list(
                        engine.docker, engine.layout, messages, EngineMark.read(engine.docker))
                .items(List.of());
        engine.leases.release(lease);

        items.forEach(item -> item.removal().run());

        assertThat(own.config()).exists();
    }

    @Test
    void areNotThoseOfAnEnvironmentThatIsThere() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        MarkedDirectory.create(own.sockets(), List.of(EnvironmentFixture.ENGINE));
        engine.leases.hold(key, 7, PERSON);

        assertThat(items()).isEmpty();
    }

    @Test
    void areNotThoseThatAnEnvironmentOfAnotherEngineHas() throws IOException {
        MarkedDirectory.create(own.config(), List.of("engine-2"));

        assertThat(items()).isEmpty();
    }

    @Test
    void areNotThoseThatTheUserMade() throws IOException {
        Files.createDirectories(own.config());
        Files.writeString(own.config().resolve("notes"), "mine");

        assertThat(items()).isEmpty();
    }

    @Test
    void areNoneWhereNoEnvironmentEverWas() {
        assertThat(items()).isEmpty();
    }

    @Test
    void stayWhenTheyAreInUseAgainByTheTimeOfTheirRemoval() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        List<PruneItem> items = items();
        assertThat(items).hasSize(1);

        engine.leases.hold(key, 7, PERSON);
        items.forEach(item -> item.removal().run());

        assertThat(MarkedDirectory.isOne(own.config())).isTrue();
        assertThat(messages.infos)
                .containsExactly("The directory '%s' is in use again, and stays".formatted(own.config()));
    }

    @Test
    void stayWhenAnotherEngineHasTakenThemByTheTimeOfTheirRemoval() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        List<PruneItem> items = items();
        assertThat(items).hasSize(1);

        MarkedDirectory.delete(own.config(), List.of(EnvironmentFixture.ENGINE));
        MarkedDirectory.create(own.config(), List.of("engine-2"));
        items.forEach(item -> item.removal().run());

        assertThat(MarkedDirectory.isOfAnother(own.config(), List.of(EnvironmentFixture.ENGINE)))
                .isTrue();
    }

    @Test
    void areThoseThatCouldNotBeRemovedBefore() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        Path aside = SetAsideDirectory.of(own.config());
        UndeletableTree.makeIn(aside);
        UndeletableTree.removedBy(engine.docker);
        // Of a new environment of the same name.
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        engine.leases.hold(key, 7, PERSON);

        List<PruneItem> items = items();
        assertThat(items)
                .extracting(PruneItem::what, PruneItem::why)
                .containsExactly(item("directory '%s'".formatted(aside)));
        items.get(0).removal().run();

        assertThat(aside).doesNotExist();
        assertThat(own.config()).exists();
        assertThat(engine.docker.calls(ImageCommand.ImportEmpty.class))
                .containsExactly(new ImageCommand.ImportEmpty("com.docker.compose.project=" + key.project()));
    }

    @Test
    void areNamedWithTheCommandForRootWhereTheEngineCannotRemoveThem() throws IOException {
        MarkedDirectory.create(own.config(), List.of(EnvironmentFixture.ENGINE));
        UndeletableTree.makeIn(own.config());
        UndeletableTree.removedBy(engine.docker).everyFails(HostProgram.class, 1, "find: not permitted");
        PruneItem item = items().get(0);

        assertThatThrownBy(() -> item.removal().run())
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "sudo rm -rf '" + SetAsideDirectory.allOf(own.config()).get(0));
    }

    private static Tuple item(String what) {
        return tuple(what, "there is no such environment on this engine");
    }

    private List<PruneItem> items() {
        StrayDirectories directories =
                StrayDirectories.list(engine.docker, engine.layout, messages, EngineMark.read(engine.docker));
        return directories.items(LeaseRegistry.reading(engine.docker).all());
    }
}
