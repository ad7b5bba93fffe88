package dev.esb.it.databases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What holds for a snapshot of any database. The first environment fills the database, which is written to from then on, also while it is stopped for
 * the snapshot. Then the first environment changes its data and goes on writing, while two others are brought up at once and begin with the snapshot.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DatabaseTest {
    private final String database;
    private final Map<String, Long> filled;
    private final String growing;
    private final Pattern start;
    private final Pattern recovery;

    private Stack stack;
    private Environment first;
    private Environment second;
    private Environment third;
    private Maven.Result firstUp;
    private Maven.Result secondUp;
    private Maven.Result thirdUp;

    /** What is in the snapshot: the first environment has it once it is up. */
    private Content original;

    private Content ofSecond;
    private Content ofThird;

    /**
     * One of them.
     *
     * @param filled what {@code fill} makes how many of
     * @param growing what there is more of, the longer the database is written to
     * @param start what the database prints when it starts with data
     * @param recovery what it prints then if it was not ended in order
     */
    DatabaseTest(String database, Map<String, Long> filled, String growing, String start, String recovery) {
        this.database = database;
        this.filled = filled;
        this.growing = growing;
        this.start = Pattern.compile(start);
        this.recovery = Pattern.compile(recovery);
    }

    @BeforeAll
    void beginThreeEnvironments() throws Exception {
        stack = Stack.copy(database);
        first = stack.environment("a");
        second = stack.environment("b");
        third = stack.environment("c");
        firstUp = first.up().join();
        original = first.content();
        first.run("change", "a");
        first.startWriting();
        CompletableFuture<Maven.Result> one = second.up();
        CompletableFuture<Maven.Result> other = third.up();
        // Also where one fails, so that nothing is brought up any more when all is taken down.
        CompletableFuture.allOf(one, other).join();
        secondUp = one.join();
        thirdUp = other.join();
        first.stopWriting();
        sayFigures();
        ofSecond = second.content();
        ofThird = third.content();
    }

    private void sayFigures() throws IOException, InterruptedException {
        List<String> snapshots = stack.snapshots();
        List<String> volumes = snapshots.isEmpty() ? List.of() : Stack.volumes(snapshots.get(0));
        System.out.printf(
                "databases: %s: first up %.1f s, two at once from the snapshot %.1f s and %.1f s; the snapshot has %d volume and %.1f MB, "
                        + "over which the second has %.1f MB and the first, which was changed, %.1f MB%n",
                database,
                firstUp.seconds(),
                secondUp.seconds(),
                thirdUp.seconds(),
                volumes.size(),
                stack.megabytes(volumes),
                stack.megabytes(second.changes()),
                stack.megabytes(first.changes()));
        System.out.println("databases: " + database + ": in the snapshot: " + original.counts());
    }

    @Test
    @Order(1)
    void theFirstEnvironmentFillsTheDatabaseAndMakesASnapshot() throws Exception {
        assertThat(firstUp.log())
                .containsPattern("Snapshot [0-9a-f]{12} is made")
                .doesNotContain("[WARNING]");
        assertThat(original.counts()).containsAllEntriesOf(filled);
        assertThat(original.counts().get(growing)).isPositive();
        assertThat(stack.snapshots()).hasSize(1);
    }

    @Test
    @Order(2)
    void theOthersBeginWithTheSnapshotAndAreNotFilled() throws Exception {
        String begins = "Beginning with the snapshot " + stack.snapshots().get(0);

        assertThat(secondUp.log()).contains(begins);
        assertThat(thirdUp.log()).contains(begins);
        assertThat(stack.filled()).containsExactly(first.project());
    }

    @Test
    @Order(3)
    void theOthersHaveAllThatWasThereWhenTheSnapshotWasMade() {
        assertThat(ofSecond.lines()).as(second.name()).isEqualTo(original.lines());
        assertThat(ofThird.lines()).as(third.name()).isEqualTo(original.lines());
    }

    @Test
    @Order(4)
    void noDatabaseHasToRecover() throws Exception {
        for (Environment environment : List.of(first, second, third)) {
            assertThat(environment.log())
                    .as(environment.name())
                    .containsPattern(start)
                    .doesNotContainPattern(recovery);
        }
    }

    @Test
    @Order(5)
    void theDatabasesOwnCheckFindsNoFaultInAnyEnvironment() throws Exception {
        for (Environment environment : List.of(first, second, third)) {
            List<String> checked = environment.run("check");
            System.out.printf("databases: %s: checked %s%n", database, environment.name());
            checked.forEach(line -> System.out.println("    " + line));
        }
    }

    @Test
    @Order(6)
    void theFirstEnvironmentHasWhatItWroteWhileTheOthersWereBroughtUp() throws Exception {
        Content content = first.content();

        assertThat(content.marks()).containsExactly("a");
        assertThat(content.counts().get(growing))
                .isGreaterThan(original.counts().get(growing));
    }

    @Test
    @Order(7)
    void whatOneEnvironmentChangesIsInNoOther() throws Exception {
        Content before = first.content();
        second.run("change", "b");

        assertThat(second.content().marks()).containsExactly("b");
        assertThat(third.content().lines()).as(third.name()).isEqualTo(original.lines());
        assertThat(first.content().lines()).as(first.name()).isEqualTo(before.lines());
        second.run("check");
        third.run("check");
    }

    @Test
    @Order(8)
    void anEnvironmentThatWasChangedBeginsWithTheSnapshotAgain() throws Exception {
        second.down().join();
        String log = second.up().join().log();

        assertThat(log)
                .contains("Beginning with the snapshot " + stack.snapshots().get(0));
        assertThat(second.content().lines()).isEqualTo(original.lines());
        second.run("check");
        assertThat(stack.filled()).containsExactly(first.project());
    }

    @Test
    @Order(9)
    void nothingIsLeftButTheSnapshotAndNothingOfThatOnceItIsRemoved() throws Exception {
        List<String> left = new ArrayList<>();
        for (Environment environment : List.of(first, second, third)) {
            environment.down().join();
            left.addAll(environment.remains());
        }
        assertThat(left).isEmpty();
        List<String> snapshots = stack.snapshots();
        assertThat(snapshots).hasSize(1);
        assertThat(Stack.volumes(snapshots.get(0))).isNotEmpty();

        assertThat(Stack.removeSnapshots(snapshots)).isEmpty();
        assertThat(stack.snapshots()).isEmpty();
    }

    /** Where a test has failed, so that the next run finds the engine as this one did. */
    @AfterAll
    void takeDown() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            Environment environment = stack.environment(name);
            if (!environment.remains().isEmpty()) {
                environment.down().join();
            }
        }
        Stack.removeSnapshots(stack.snapshots());
    }
}
