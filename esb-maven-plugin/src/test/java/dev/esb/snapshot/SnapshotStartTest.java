package dev.esb.snapshot;

import static dev.esb.snapshot.Models.image;
import static dev.esb.snapshot.Models.isolated;
import static dev.esb.snapshot.SnapshotEngine.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand.CreateWithVolumes;
import dev.esb.docker.ContainerCommand.Rename;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageDetails;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacle;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace;
import dev.esb.environment.VolumeOverlay;
import dev.esb.isolation.IsolatedModel;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Owners;
import dev.esb.snapshot.Snapshot.State;
import dev.esb.snapshot.SnapshotOptions.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotStartTest {
    private static final Path DIRECTORY = Path.of("/stack");
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final String OLD = "111111111111";
    private static final String OTHER = "222222222222";
    private static final IsolatedModel STACK = isolated("""
                    name: esb-a
                    services:
                      db: {volumes: [{type: volume, source: rows, target: /rows}]}
                    volumes:
                      rows: {name: esb-a_rows}
                    """);

    private final SnapshotEngine engine = new SnapshotEngine();
    private final FakeTime time = new FakeTime();
    private final RecordedMessages messages = new RecordedMessages();
    private final SnapshotInputs inputs = inputs("db.sql", "1");
    private Mode mode = Mode.ON;
    private Function<SnapshotStart.Layers, Obstacles> overlays = layers -> engine.lay("esb-a", layers);
    private Runnable afterPause = () -> {};
    private int takeDowns;

    @Test
    void beginsWithTheSnapshotThatFits() {
        complete(OLD, inputs, time.instant().minus(Duration.ofHours(3)));
        complete(OTHER, inputs("db.sql", "2"), time.instant());

        DataStart start = ofNew();

        assertThat(start.isProvisioned()).isTrue();
        assertThat(start.making()).isEmpty();
        assertMounts(start, "esb-a_rows");
        assertThat(engine.volumes()).contains("esb-a_rows", "esb-a_rows.upper");
        assertThat(new Snapshots(engine.docker, time).users()).isEqualTo(Map.of(OLD, Set.of("esb-a")));
        assertThat(messages.infos).containsExactly("Beginning with the snapshot 111111111111, which is 3h old");
        assertThat(messages.warnings).isEmpty();
    }

    /** What was not used for the longest time is removed first. */
    @Test
    void notesThatTheSnapshotIsUsed() {
        complete(OLD, inputs, LONG_AGO);

        ofNew();

        assertThat(all()).singleElement().extracting(Snapshot::used).isEqualTo(time.instant());
    }

    @Test
    void makesTheFirstSnapshotInItsVolumes() {
        DataStart start = ofNew();

        assertThat(messages.infos).containsExactly("Making a snapshot of 'shop', since there is none");
        assertThat(start.isProvisioned()).isFalse();
        SnapshotMaking making = start.making().orElseThrow();
        assertThat(making.isolated()).isSameAs(STACK);
        assertMounts(start, "esb-snapshot-%s_rows".formatted(making.snapshot().id()));
        assertThat(start.volumes())
                .isEqualTo(Map.of(
                        "esb-a_rows",
                        "esb-snapshot-%s_rows".formatted(making.snapshot().id())));
        assertThat(all()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.container()).isEqualTo(making.snapshot().container());
            assertThat(snapshot.id()).matches("[0-9a-f]{12}");
            assertThat(snapshot.key()).isEqualTo(inputs.key());
            assertThat(snapshot.stack()).isEqualTo("shop");
            assertThat(snapshot.inputs()).isEqualTo(inputs.text());
            assertThat(snapshot.state()).isEqualTo(State.IN_THE_MAKING);
            assertThat(snapshot.project()).isEqualTo("esb-a");
            assertThat(snapshot.maker()).contains(Owners.ALIVE);
            assertThat(snapshot.until()).isEqualTo(time.instant().plus(LONGEST));
        });
    }

    /** Its key is another one, and its labels may be. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "2;db.sql=1"})
    void makesANewOneBesideThatOfAnotherVersion(String text) {
        Snapshot other = new Snapshot(
                "", OLD, "", "shop", text, LONG_AGO, LONG_AGO, State.COMPLETE, "", Optional.empty(), LONG_AGO);
        engine.add(other, other.nameWhenUsed(LONG_AGO), Map.of("dev.esb.snapshot.created", "2026"), "rows");

        assertThat(ofNew().making()).isPresent();

        assertThat(messages.infos)
                .singleElement()
                .asString()
                .startsWith(
                        "Making a snapshot of 'shop', since these have changed after the last one (111111111111): ");
        assertThat(engine.volumes()).contains("esb-snapshot-111111111111_rows");
    }

    @Test
    void takesOverFromAnotherVersionThatDoesNotSayWhatItDoes() {
        Snapshot making = making(Owners.ALIVE, time.instant().plus(LONGEST));
        engine.remove(Kind.CONTAINER, making.container());
        engine.container(making.nameInTheMaking(), Map.of(EnvironmentLabels.SNAPSHOT, OLD), List.of());

        assertThat(ofNew().making()).isPresent();
    }

    @Test
    void saysWhatHasChangedAfterTheLastSnapshotOfTheStack() {
        complete(OLD, inputs("db.sql", "2"), LONG_AGO);

        assertThat(ofNew().making()).isPresent();

        assertThat(messages.infos)
                .containsExactly(
                        "Making a snapshot of 'shop', since these have changed after the last one (111111111111): db.sql");
    }

    @Test
    void namesSomeOfTheMany() {
        complete(OLD, inputs("a", "1", "b", "1", "c", "1", "d", "1", "e", "1", "f", "1"), LONG_AGO);

        ofNew();

        assertThat(messages.infos).singleElement().asString().endsWith(": a, b, c, d, db.sql and 2 more");
    }

    @Test
    void makesASnapshotAnewOfWhichAVolumeIsMissing() {
        complete(OLD, inputs, LONG_AGO);
        engine.remove(Kind.VOLUME, "esb-snapshot-111111111111_rows");

        DataStart start = ofNew();

        assertThat(start.making()).isPresent();
        assertThat(all()).extracting(Snapshot::id).doesNotContain(OLD).hasSize(1);
        assertThat(engine.volumes()).noneMatch(name -> name.startsWith("esb-a_"));
        assertThat(messages.warnings)
                .containsExactly(
                        "The snapshot 111111111111 cannot be used, because another program has removed its volume 'esb-snapshot-111111111111_rows'; a new one is made");
    }

    @Test
    void looksAgainWhereAnotherProcessRemovesTheSnapshotInThatMoment() {
        Snapshot old = complete(OLD, inputs, LONG_AGO);
        overlays = layers -> {
            Obstacles none = engine.lay("esb-a", layers);
            engine.remove(Kind.CONTAINER, old.container());
            return none;
        };

        DataStart start = ofNew();

        assertThat(start.making()).isPresent();
        assertThat(engine.containers()).noneMatch(name -> name.equals("esb-a-holder"));
        assertThat(engine.volumes()).noneMatch(name -> name.startsWith("esb-a_"));
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void looksAgainAndBeginsWithTheOneThatIsThereByThen() {
        Snapshot old = complete(OLD, inputs, LONG_AGO);
        overlays = layers -> {
            if (layers.snapshot().equals(OLD)) {
                engine.remove(Kind.CONTAINER, old.container());
                complete(OTHER, inputs, LONG_AGO);
            }
            return engine.lay("esb-a", layers);
        };

        assertThat(ofNew().isProvisioned()).isTrue();

        assertThat(messages.infos).singleElement().asString().startsWith("Beginning with the snapshot " + OTHER);
    }

    @Test
    void goesWithoutASnapshotWhereNoVolumeCanBeLaidOverAnother() {
        complete(OLD, inputs, LONG_AGO);
        overlays = layers -> {
            engine.lay("esb-a", layers);
            return new Obstacles(
                    Map.of(), Map.of("the rows", new Obstacle("invalid argument", Obstacle.Kind.IMPOSSIBLE)));
        };

        assertIsOwn(ofNew());

        assertThat(messages.warnings)
                .containsExactly(
                        "The environment cannot begin with the snapshot 111111111111: no volume can be laid over 'the rows', because invalid argument");
        assertThat(engine.volumes()).containsExactly("esb-snapshot-111111111111_rows");
        assertThat(all()).hasSize(1);
    }

    @Test
    void waitsForTheBuildThatMakesTheSnapshotAndBeginsWithIt() {
        Snapshot making = making(Owners.ALIVE, time.instant().plus(LONGEST));
        afterPause = () -> {
            if (time.slept().compareTo(Duration.ofSeconds(30)) >= 0) {
                engine.remove(Kind.CONTAINER, making.container());
                complete(OTHER, inputs, time.instant());
            }
        };

        assertThat(ofNew().isProvisioned()).isTrue();

        assertThat(messages.infos)
                .containsExactly(
                        "Waiting for the snapshot that 'esb-b' makes",
                        "Beginning with the snapshot 222222222222, which is 0s old");
        assertThat(takeDowns).isBetween(1, 4);
        assertThat(engine.docker.calls(CreateWithVolumes.class)).isEmpty();
    }

    @Test
    void makesItItselfWhereTheOtherBuildGivesUp() {
        Snapshot making = making(Owners.ALIVE, time.instant().plus(LONGEST));
        afterPause = () -> engine.remove(Kind.CONTAINER, making.container());

        assertThat(ofNew().making()).isPresent();
    }

    @Test
    void waitsForTheOtherBuildThatHasBegunInTheSameMoment() {
        engine.docker.every(CreateWithVolumes.class, command -> {
            Snapshot making = making(Owners.ALIVE, time.instant().plus(LONGEST));
            afterPause = () -> {
                engine.remove(Kind.CONTAINER, making.container());
                complete(OTHER, inputs, time.instant());
            };
            return FakeDocker.failure(1, "Conflict. The container name is already in use by container \"1\".");
        });

        assertThat(ofNew().isProvisioned()).isTrue();

        assertThat(messages.infos).contains("Waiting for the snapshot that 'esb-b' makes");
    }

    @Test
    void takesOverFromABuildThatHasDied() {
        making(Owners.DEAD, time.instant().plus(LONGEST));

        DataStart start = ofNew();

        assertThat(start.making()).isPresent();
        assertThat(time.slept()).isZero();
        assertThat(all()).singleElement().extracting(Snapshot::project).isEqualTo("esb-a");
    }

    @Test
    void takesOverFromABuildOfWhichNothingIsKnownOnceItsTimeIsOver() {
        making(Owners.ELSEWHERE, time.instant().plus(Duration.ofMinutes(1)));

        DataStart start = ofNew();

        assertThat(start.making()).isPresent();
        assertThat(time.slept()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(61));
        assertThat(all()).singleElement().extracting(Snapshot::project).isEqualTo("esb-a");
    }

    @Test
    void goesWithoutWhereAnotherBuildHasFoundThatNoSnapshotCanBeMade() {
        refuse();

        assertIsOwn(ofNew());

        assertThat(messages.infos)
                .containsExactly(
                        "'esb-b' has found that no snapshot can be made of this stack, so 'esb-a' is filled by itself");
        assertThat(all()).hasSize(1);
    }

    @Test
    void triesAgainWhatWasRefusedIfTheUserWantsANewOne() {
        mode = Mode.REFRESH;
        refuse();

        assertThat(ofNew().making()).isPresent();
    }

    @Test
    void makesANewOneIfTheUserWantsThat() {
        mode = Mode.REFRESH;
        complete(OLD, inputs, time.instant());

        assertThat(ofNew().making()).isPresent();

        assertThat(messages.infos).containsExactly("Making a snapshot of 'shop', as asked for (esb.snapshot=refresh)");
        assertThat(all()).extracting(Snapshot::id).contains(OLD).hasSize(2);
    }

    @Test
    void takesForANewOneWhatAnotherBuildMakesMeanwhile() {
        mode = Mode.REFRESH;
        Snapshot making = making(Owners.ALIVE, time.instant().plus(LONGEST));
        afterPause = () -> {
            engine.remove(Kind.CONTAINER, making.container());
            complete(OTHER, inputs, time.instant());
        };

        assertThat(ofNew().isProvisioned()).isTrue();
    }

    /** The ports or subnets that the first attempt had planned were in use. */
    @Test
    void goesOnWithWhatItsFirstAttemptHasBegun() {
        Snapshot first = ofNew().making().orElseThrow().snapshot();

        DataStart second = ofNew();

        assertThat(second.making().orElseThrow().snapshot().container()).isEqualTo(first.container());
        assertMounts(second, "esb-snapshot-%s_rows".formatted(first.id()));
        assertThat(time.slept()).isZero();
    }

    @Test
    void goesOnWithTheVolumesThatItsFirstAttemptHasLaid() {
        complete(OLD, inputs, LONG_AGO);
        ofNew();
        int renamed = engine.docker.calls(Rename.class).size();

        DataStart second = ofNew();

        assertThat(second.isProvisioned()).isTrue();
        assertMounts(second, "esb-a_rows");
        assertThat(engine.docker.calls(Rename.class)).hasSize(renamed);
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void keepsTheDataThatANewEnvironmentFinds() {
        complete(OLD, inputs, LONG_AGO);
        engine.volume("esb-a_rows", Map.of());

        assertIsOwn(ofNew());

        assertThat(messages.warnings)
                .containsExactly(
                        "The environment does not begin with a snapshot (esb.snapshot), because it has data already: the volume 'esb-a_rows' is there");
    }

    @Test
    void saysSoWhereTheStackHasNoData() {
        IsolatedModel stateless = isolated("{name: esb-a, services: {web: {image: web}}}");

        assertThat(start().ofNew(stateless, Map.of(), inputs)).isEqualTo(DataStart.own(stateless));

        assertThat(messages.infos)
                .containsExactly(
                        "The stack has no volume of its own, so there is nothing to make a snapshot of (esb.snapshot)");
        assertThat(engine.docker.calls()).isEmpty();
    }

    /** Compose would else make new ones, with other labels, in place of those that lie over the snapshot's. */
    @Test
    void anExistingEnvironmentKeepsTheVolumesThatLieOverASnapshot() {
        complete(OLD, inputs, LONG_AGO);
        ofNew();
        complete(OTHER, inputs("db.sql", "2"), time.instant());

        DataStart start = ofExisting(STACK, Map.of());

        assertMounts(start, "esb-a_rows");
        assertThat(start.isProvisioned()).isTrue();
        assertThat(start.making()).isEmpty();
    }

    @Test
    void anExistingEnvironmentIsProvisionedAgainWhereAnInputHasChangedAndSaysWhich() {
        complete(OLD, inputs("db.sql", "2"), LONG_AGO);
        engine.lay(
                "esb-a",
                new SnapshotStart.Layers(
                        OLD, List.of(new VolumeOverlay("rows", "esb-a_rows", "esb-snapshot-111111111111_rows"))));

        DataStart start = ofExisting(STACK, Map.of());

        assertMounts(start, "esb-a_rows");
        assertThat(start.isProvisioned()).isFalse();
        assertThat(messages.infos)
                .containsExactly(
                        "'esb-a' keeps its data, and is provisioned again. These have changed since its snapshot (111111111111) was made: db.sql. Take it down before 'up', and it begins with a new one");
    }

    @Test
    void anExistingEnvironmentIsProvisionedAgainUnlessSnapshotsAreOn() {
        complete(OLD, inputs, LONG_AGO);
        ofNew();
        mode = Mode.OFF;

        DataStart start = ofExisting(STACK, Map.of());

        assertMounts(start, "esb-a_rows");
        assertThat(start.isProvisioned()).isFalse();
    }

    /** Then it may have put back one volume and not another one: the next one that is complete is to put back both. */
    @Test
    void anExistingEnvironmentSaysThatAResetWasInterrupted() {
        complete(OLD, inputs, LONG_AGO);
        ofNew();
        assertThat(ofExisting(STACK, Map.of()).isHalfReset()).isFalse();

        engine.container(
                "reset",
                Map.of(
                        ComposeLabels.PROJECT, "esb-a",
                        EnvironmentLabels.OF_SNAPSHOT, OLD,
                        SnapshotRecords.RESET, "true"),
                List.of());

        DataStart start = ofExisting(STACK, Map.of());
        assertThat(start.isHalfReset()).isTrue();
        assertThat(start.isProvisioned()).isTrue();
        assertMounts(start, "esb-a_rows");
    }

    @Test
    void aVolumeThatIsNewInTheStackIsMadeByCompose() {
        complete(OLD, inputs, LONG_AGO);
        ofNew();
        IsolatedModel more = isolated("""
                name: esb-a
                services:
                  db:
                    volumes:
                      - {type: volume, source: rows, target: /rows}
                      - {type: volume, source: more, target: /more}
                volumes:
                  rows: {name: esb-a_rows}
                  more: {name: esb-a_more}
                """);

        DataStart start = ofExisting(more, Map.of());

        assertMounts(start, "esb-a_rows");
        assertThat(start.isolated().model().at("/volumes/more"))
                .isEqualTo(more.model().at("/volumes/more"));
    }

    /** Once no container mounts it, as after {@code docker container prune}. */
    @Test
    void anExistingEnvironmentDoesNotGoOnOverAVolumeThatIsGone() {
        Snapshot old = complete(OLD, inputs, LONG_AGO);
        ofNew();
        engine.remove(Kind.CONTAINER, old.container());
        engine.remove(Kind.VOLUME, "esb-snapshot-111111111111_rows");

        assertThatThrownBy(() -> ofExisting(STACK, Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "'esb-a' cannot go on with its data, because the volume 'esb-snapshot-111111111111_rows'"
                                + " of its snapshot was removed, for example by 'docker volume prune'. Take it down, and bring it up again.");
    }

    @Test
    void anExistingEnvironmentKeepsAVolumeWithoutANameThatLiesOverASnapshot() {
        IsolatedModel unnamed = isolated("{name: esb-a, services: {db: {image: db}}}");
        Map<String, ImageDetails> images = Map.of("db", image("/data"));
        DataVolume volume =
                StackData.of(unnamed.model(), images, DIRECTORY).volumes().get(0);
        engine.complete(OLD, inputs.key(), "shop", LONG_AGO, LONG_AGO, volume.key());
        start().ofNew(unnamed, images, inputs);

        DataStart start = ofExisting(unnamed, images);

        assertThat(start.isProvisioned()).isTrue();
        assertThat(start.volumes()).isEqualTo(Map.of(volume.name(), volume.name()));
        assertThat(start.isolated().model().at("/services/db/volumes/0/source").asText())
                .isEqualTo(volume.key());
    }

    @Test
    void anEnvironmentWithDataOfItsOwnKeepsIt() {
        complete(OLD, inputs, LONG_AGO);
        engine.volume("esb-a_rows", Map.of());

        assertIsOwn(ofExisting(STACK, Map.of()));

        assertThat(engine.docker.calls()).isEmpty();
    }

    /** Its containers mount the snapshot's volumes themselves, until the snapshot is there, or for good where it was refused. */
    @Test
    void anExistingEnvironmentKeepsTheVolumesOfASnapshotThatWasNotCompleted() {
        Snapshot making = ofNew().making().orElseThrow().snapshot();

        assertMounts(ofExisting(STACK, Map.of()), "esb-snapshot-%s_rows".formatted(making.id()));

        new Snapshots(engine.docker, time).refuse(making);
        DataStart start = ofExisting(STACK, Map.of());
        assertMounts(start, "esb-snapshot-%s_rows".formatted(making.id()));
        assertThat(start.isProvisioned()).isFalse();
        assertThat(start.making()).isEmpty();
    }

    /** {@code docker container prune} removes what says that the volumes are its own. */
    @Test
    void anExistingEnvironmentKeepsTheVolumesOfASnapshotOfWhichTheRecordIsGone() {
        Snapshot making = ofNew().making().orElseThrow().snapshot();
        engine.container("esb-a-db-1", Map.of(), engine.volumes());
        engine.remove(Kind.CONTAINER, making.container());

        assertMounts(ofExisting(STACK, Map.of()), "esb-snapshot-%s_rows".formatted(making.id()));
    }

    @Test
    void anExistingEnvironmentThatNeverHadASnapshotGoesOnAsItWas() {
        making(Owners.ALIVE, time.instant().plus(LONGEST));

        assertIsOwn(start().ofExisting(STACK, Set.of("backup"), Map::of, details -> inputs));
    }

    /** On such an engine, as Podman is one, it is a directory of this machine. */
    @Test
    void isNotOneWhereARunTimeDirectoryIsInNoVolume() {
        PathMove move = new PathMove(Path.of("/stack/data"), false, new PathPlace.OnHost(Path.of("/home/data")), false);
        IsolatedModel onHost =
                new IsolatedModel(STACK.model(), List.of(), List.of(), List.of(move), List.of(), List.of(), List.of());

        DataStart start = start().ofNew(onHost, Map.of(), inputs);

        assertThat(start).isEqualTo(DataStart.own(onHost));
        assertThat(messages.warnings).singleElement().asString().contains("has '/stack/data' on this machine");
        assertThat(engine.volumes()).isEmpty();
    }

    private DataStart ofNew() {
        return start().ofNew(STACK, Map.of(), inputs);
    }

    private DataStart ofExisting(IsolatedModel isolated, Map<String, ImageDetails> images) {
        return start().ofExisting(isolated, engine.volumes(), () -> images, details -> inputs);
    }

    private SnapshotStart start() {
        return new SnapshotStart(
                engine.docker,
                Engine.local("engine"),
                "esb-a",
                DIRECTORY,
                Map.of(EnvironmentLabels.BUILD, Owners.ALIVE.text()),
                new SnapshotOptions(mode, "shop", List.of(), 3),
                LONGEST,
                layers -> overlays.apply(layers),
                () -> takeDowns++,
                messages,
                time,
                pause -> {
                    time.sleep(pause);
                    afterPause.run();
                });
    }

    private Snapshot complete(String id, SnapshotInputs of, Instant created) {
        Snapshot complete = new Snapshot(
                "", id, of.key(), "shop", of.text(), created, created, State.COMPLETE, "", Optional.empty(), created);
        return engine.add(complete, complete.nameWhenUsed(created), Map.of(), "rows");
    }

    private Snapshot making(BuildProcess maker, Instant until) {
        return engine.making(OLD, inputs.key(), "esb-b", maker, until, "rows");
    }

    private void refuse() {
        new Snapshots(engine.docker, time)
                .refuse(making(Owners.ALIVE, time.instant().plus(LONGEST)));
    }

    private List<Snapshot> all() {
        return new Snapshots(engine.docker, time).all();
    }

    /** Of a volume that is there before Compose starts. */
    private static void assertMounts(DataStart start, String volume) {
        JsonNode rows = start.isolated().model().at("/volumes/rows");
        assertThat(rows.path("name").asText()).isEqualTo(volume);
        assertThat(rows.path("external").asBoolean()).isTrue();
        assertThat(start.volumes()).containsEntry("esb-a_rows", volume);
    }

    private static void assertIsOwn(DataStart start) {
        assertThat(start).isEqualTo(DataStart.own(STACK));
        assertThat(start.hasOtherVolumes()).isFalse();
    }

    private static SnapshotInputs inputs(String... namesAndValues) {
        SnapshotInputs inputs = SnapshotInputs.empty();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return inputs;
    }
}
