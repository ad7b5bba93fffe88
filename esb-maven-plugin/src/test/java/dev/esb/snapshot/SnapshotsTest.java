package dev.esb.snapshot;

import static dev.esb.snapshot.SnapshotEngine.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.FakeTime;
import dev.esb.docker.ContainerCommand.CreateWithVolumes;
import dev.esb.docker.ContainerCommand.Rename;
import dev.esb.docker.DockerCommand;
import dev.esb.docker.DockerException;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.VolumeOverlay;
import dev.esb.lease.Owners;
import dev.esb.snapshot.Snapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {
    private static final String KEY = "a".repeat(64);
    private static final String ONE = "111111111111";
    private static final String TWO = "222222222222";
    private static final String THREE = "333333333333";
    private static final String FOUR = "444444444444";
    private static final List<DataVolume> ROWS =
            List.of(new DataVolume("rows", "esb-a_rows", "rows", Optional.empty()));
    private static final Map<String, String> LABELS = Map.of(EnvironmentLabels.BUILD, Owners.ALIVE.text());

    private final SnapshotEngine engine = new SnapshotEngine();
    private final FakeTime time = new FakeTime();
    private final Snapshots snapshots = new Snapshots(engine.docker, time);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoBuildsTheFirstOneMakesASnapshot(boolean canCreateTogether) {
        Optional<Snapshot> first = begin(ONE, "esb-a", canCreateTogether);
        Optional<Snapshot> second = begin(TWO, "esb-b", canCreateTogether);

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(snapshots.all()).containsExactly(first.get());
        assertThat(first.get().project()).isEqualTo("esb-a");
        assertThat(first.get().maker()).contains(Owners.ALIVE);
        assertThat(engine.volumes()).containsExactly("esb-snapshot-111111111111_rows");
        assertThat(engine.images()).containsExactly("com.docker.compose.project=esb-a");
    }

    /** Its volumes count as used from the first moment, so that no clean-up takes them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsMadeIsMounted(boolean canCreateTogether) {
        begin(ONE, "esb-a", canCreateTogether);

        snapshots.removeLeftovers(List.of(ONE));

        assertThat(engine.volumes()).containsExactly("esb-snapshot-111111111111_rows");
    }

    @Test
    void leavesNothingWhereItCannotBegin() {
        engine.docker.everyFails(CreateWithVolumes.class, 1, "Error response from daemon: no space left on device");

        assertThatThrownBy(() -> begin(ONE, "esb-a", false)).isInstanceOf(DockerException.class);

        assertThat(engine.volumes()).isEmpty();
        assertThat(engine.images()).isEmpty();
    }

    /** In the other order, a build could find neither. */
    @Test
    void isThereBeforeTheRecordOfItsMakingGoes() {
        Snapshot making = begin(ONE, "esb-a", true).orElseThrow();
        time.sleep(Duration.ofMinutes(2));

        Snapshot complete = snapshots.complete(making, ROWS);

        assertThat(engine.docker.calls().stream()
                        .filter(command -> command instanceof CreateWithVolumes || command instanceof Remove)
                        .map(SnapshotsTest::word))
                .containsExactly(
                        "CreateWithVolumes esb-snapshot-making-" + KEY.substring(0, 32),
                        "CreateWithVolumes esb-snapshot-111111111111-" + time.millis(),
                        "Remove [" + making.container() + "]");
        assertThat(snapshots.all()).singleElement().satisfies(found -> {
            assertThat(found.container()).isEqualTo(complete.container());
            assertThat(found.state()).isEqualTo(State.COMPLETE);
            assertThat(found.created()).isEqualTo(time.instant());
            assertThat(found.used()).isEqualTo(time.instant());
            assertThat(found.project()).isEmpty();
            assertThat(found.maker()).isEmpty();
            assertThat(found.key()).isEqualTo(KEY);
        });
    }

    /** Neither taking the environment down nor a clean-up of unused images and volumes takes it away. */
    @Test
    void staysOnceItIsThere() {
        Snapshot complete = snapshots.complete(begin(ONE, "esb-a", true).orElseThrow(), ROWS);

        snapshots.removeLeftovers(List.of(ONE));

        assertThat(engine.volumes()).containsExactly("esb-snapshot-111111111111_rows");
        assertThat(engine.images()).contains("dev.esb.snapshot=111111111111");
        assertThat(engine.docker.calls(CreateWithVolumes.class))
                .last()
                .satisfies(command -> assertThat(command.labels())
                        .doesNotContainKeys(
                                "com.docker.compose.project", "com.docker.compose.service", EnvironmentLabels.BUILD));
        assertThat(snapshots.missing(complete, ROWS)).isEmpty();
    }

    @Test
    void anotherBuildCanMakeWhatIsRefusedOrForgotten() {
        snapshots.refuse(begin(ONE, "esb-a", true).orElseThrow());
        assertThat(snapshots.all()).singleElement().extracting(Snapshot::state).isEqualTo(State.REFUSED);

        Optional<Snapshot> second = begin(TWO, "esb-b", true);
        assertThat(second).isPresent();

        snapshots.forget(second.get());
        assertThat(begin(THREE, "esb-c", true)).isPresent();
    }

    @Test
    void canBeRefusedAfterAnotherProgramHasRemovedItsRecord() {
        Snapshot making = begin(ONE, "esb-a", true).orElseThrow();
        engine.remove(Kind.CONTAINER, making.container());

        snapshots.refuse(making);

        assertThat(snapshots.all()).isEmpty();
    }

    @Test
    void areListedTheNewestFirstWithoutThoseOfOtherVersions() {
        complete(ONE, "shop", 1);
        complete(TWO, "shop", 2);
        engine.container("esb-snapshot-x", Map.of(EnvironmentLabels.SNAPSHOT, "x"), List.of());

        assertThat(snapshots.all()).extracting(Snapshot::id).containsExactly(TWO, ONE);
    }

    @Test
    void theLatestIsTheNewestOfItsStackThatIsThere() {
        complete(ONE, "shop", 1);
        complete(TWO, "shop", 2);
        complete(THREE, "other", 3);
        begin(FOUR, "esb-a", true);

        assertThat(Snapshots.latest(snapshots.all(), "shop"))
                .get()
                .extracting(Snapshot::id)
                .isEqualTo(TWO);
        assertThat(Snapshots.latest(snapshots.all(), "none")).isEmpty();
    }

    @Test
    void notesTheLastUse() {
        Snapshot snapshot = complete(ONE, "shop", 1);

        assertThat(snapshots.use(snapshot)).isTrue();
        assertThat(snapshots.use(snapshot)).isTrue();

        assertThat(snapshots.all()).singleElement().extracting(Snapshot::used).isEqualTo(time.instant());
    }

    @Test
    void saysThatASnapshotIsGoneThatShallBeUsed() {
        Snapshot snapshot = complete(ONE, "shop", 1);
        engine.remove(Kind.CONTAINER, snapshot.container());

        assertThat(snapshots.use(snapshot)).isFalse();
    }

    @Test
    void failsWhereAUseCannotBeNotedForAnotherReason() {
        Snapshot snapshot = complete(ONE, "shop", 1);
        engine.docker.everyFails(Rename.class, 1, "Error response from daemon: no space left on device");

        assertThatThrownBy(() -> snapshots.use(snapshot)).isInstanceOf(DockerException.class);
    }

    @Test
    void removesAllOfASnapshot() {
        Snapshot complete = snapshots.complete(begin(ONE, "esb-a", true).orElseThrow(), ROWS);

        snapshots.remove(complete);

        assertThat(engine.containers()).isEmpty();
        assertThat(engine.volumes()).isEmpty();
        assertThat(engine.images()).doesNotContain("dev.esb.snapshot=111111111111");
    }

    @Test
    void leavesVolumesThatAnEnvironmentUses() {
        Snapshot snapshot = complete(ONE, "shop", 1);
        use(snapshot);

        snapshots.remove(snapshot);

        assertThat(engine.volumes()).contains("esb-snapshot-111111111111_rows");
    }

    @Test
    void removesTheOnesThatWereNotUsedForTheLongestTime() {
        // In the order of their last use, which is not that of their age.
        complete(ONE, "shop", 1, 9);
        complete(TWO, "shop", 4, 5);
        complete(THREE, "shop", 3, 8);
        complete(FOUR, "other", 1, 1);

        snapshots.keep("shop", 2);

        assertThat(snapshots.all()).extracting(Snapshot::id).containsExactlyInAnyOrder(ONE, THREE, FOUR);
        assertThat(engine.volumes()).doesNotContain("esb-snapshot-222222222222_rows");
    }

    @Test
    void doesNotRemoveOneThatAnEnvironmentUses() {
        use(complete(ONE, "shop", 1));
        complete(TWO, "shop", 2);
        complete(THREE, "shop", 3);

        snapshots.keep("shop", 1);

        assertThat(snapshots.all()).extracting(Snapshot::id).containsExactlyInAnyOrder(ONE, THREE);
    }

    @Test
    void doesNotCountThoseInTheMaking() {
        complete(ONE, "shop", 1);
        begin(TWO, "esb-a", true);

        snapshots.keep("shop", 1);

        assertThat(snapshots.all()).hasSize(2);
    }

    @Test
    void knowsTheEnvironmentsThatUseThem() {
        Snapshot one = complete(ONE, "shop", 1);
        complete(TWO, "shop", 2);
        use(one);
        engine.lay("esb-c", layers(one, "esb-c"));

        assertThat(snapshots.users()).isEqualTo(Map.of(ONE, Set.of("esb-b", "esb-c")));
    }

    @Test
    void findsWhatIsLeftOfSnapshotsWhoseContainerIsGone() {
        complete(ONE, "shop", 1);
        begin(TWO, "esb-a", true);
        engine.remove(Kind.CONTAINER, complete(THREE, "shop", 3).container());
        Snapshot used = complete(FOUR, "shop", 4);
        use(used);
        engine.remove(Kind.CONTAINER, used.container());

        assertThat(snapshots.leftovers()).containsExactly(THREE);

        snapshots.removeLeftovers(snapshots.leftovers());
        assertThat(engine.volumes())
                .doesNotContain("esb-snapshot-333333333333_rows")
                .contains(
                        "esb-snapshot-111111111111_rows",
                        "esb-snapshot-222222222222_rows",
                        "esb-snapshot-444444444444_rows");
    }

    /** Its volumes are made a moment before its container. */
    @Test
    void doesNotTakeWhatIsBegunMeanwhileForALeftover() {
        engine.remove(Kind.CONTAINER, complete(ONE, "shop", 1).container());
        ListLabelled volumes =
                new ListLabelled(Kind.VOLUME, EnvironmentLabels.SNAPSHOT, List.of(EnvironmentLabels.SNAPSHOT));
        engine.docker.then(volumes, command -> {
            begin(TWO, "esb-a", true);
            return List.of(volume(ONE), volume(TWO));
        });

        assertThat(snapshots.leftovers()).containsExactly(ONE);
    }

    @Test
    void namesTheVolumesThatAreMissing() {
        Snapshot snapshot = complete(ONE, "shop", 1);
        engine.remove(Kind.VOLUME, "esb-snapshot-111111111111_rows");

        assertThat(snapshots.missing(snapshot, ROWS)).containsExactly("esb-snapshot-111111111111_rows");
    }

    private Optional<Snapshot> begin(String id, String project, boolean canCreateTogether) {
        Instant now = time.instant();
        Snapshot snapshot =
                new Snapshot("", id, KEY, "shop", "{}", now, now, State.IN_THE_MAKING, project, Optional.empty(), now);
        return snapshots
                .begin(snapshot, ROWS, project, LABELS, canCreateTogether)
                .map(begun -> snapshots.all().stream()
                        .filter(found -> found.container().equals(begun.container()))
                        .findFirst()
                        .orElseThrow());
    }

    private Snapshot complete(String id, String stack, int day) {
        return complete(id, stack, day, day);
    }

    private Snapshot complete(String id, String stack, int created, int used) {
        return engine.complete(
                id, KEY, stack, LONG_AGO.plus(Duration.ofDays(created)), LONG_AGO.plus(Duration.ofDays(used)), "rows");
    }

    private void use(Snapshot snapshot) {
        engine.lay("esb-b", layers(snapshot, "esb-b"));
    }

    private static SnapshotStart.Layers layers(Snapshot snapshot, String project) {
        return new SnapshotStart.Layers(
                snapshot.id(), List.of(new VolumeOverlay("rows", project + "_rows", snapshot.volume(ROWS.get(0)))));
    }

    private static Resource volume(String id) {
        String name = "esb-snapshot-" + id + "_rows";
        return new Resource(Kind.VOLUME, name, name, Map.of(EnvironmentLabels.SNAPSHOT, id));
    }

    private static String word(DockerCommand<?> command) {
        String subject = "";
        if (command instanceof CreateWithVolumes create) {
            subject = create.name().orElseThrow();
        } else if (command instanceof Remove remove) {
            subject = remove.ids().toString();
        }
        return (command.getClass().getSimpleName() + " " + subject).strip();
    }
}
