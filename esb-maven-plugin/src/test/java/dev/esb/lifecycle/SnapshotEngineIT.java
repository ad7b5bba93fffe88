package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Background;
import dev.esb.EnvironmentOnEngine;
import dev.esb.lease.Owners;
import dev.esb.snapshot.Snapshot;
import dev.esb.snapshot.SnapshotOptions.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Environments that begin with what the first one of their stack was filled with. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class SnapshotEngineIT {
    private static final String FILLED = "row\nrow\nrow\n";

    @TempDir
    private Path directory;

    private SnapshotsOnEngine stack;

    @BeforeEach
    void prepare() throws IOException {
        stack = new SnapshotsOnEngine(directory);
    }

    @AfterEach
    void remove() {
        stack.close();
    }

    private EnvironmentOnEngine environment() {
        return new EnvironmentOnEngine(directory, SnapshotsOnEngine.stack());
    }

    @Test
    void oneOfSeveralMakesItAndAllBeginWithIt() throws IOException {
        try (EnvironmentOnEngine one = environment();
                EnvironmentOnEngine two = environment();
                EnvironmentOnEngine three = environment()) {
            List<CompletableFuture<UpResult>> ups = new ArrayList<>();
            for (EnvironmentOnEngine each : List.of(one, two, three)) {
                ups.add(Background.start(() -> each.up(Owners.PERSON, stack.options())));
            }
            Background.joinAll(ups);

            assertThat(stack.runs()).isEqualTo(1);
            SnapshotsOnEngine.write(one, "one");
            SnapshotsOnEngine.write(two, "two");
            assertThat(SnapshotsOnEngine.rows(one)).isEqualTo("row\none\nrow\none\nrow\none\n");
            assertThat(SnapshotsOnEngine.rows(two)).isEqualTo("row\ntwo\nrow\ntwo\nrow\ntwo\n");
            assertThat(SnapshotsOnEngine.rows(three)).isEqualTo(FILLED);

            for (EnvironmentOnEngine each : List.of(one, two, three)) {
                each.down();
                each.assertNothingLeft();
            }
            assertThat(stack.all()).hasSize(1).allMatch(snapshot -> snapshot.state() == Snapshot.State.COMPLETE);
            assertThat(three.up(Owners.PERSON, stack.options()).environment()).isNotNull();
            assertThat(SnapshotsOnEngine.rows(three)).isEqualTo(FILLED);
            assertThat(stack.runs()).isEqualTo(1);
        }
    }

    @Tag("long")
    @Test
    void anotherScriptMakesAnotherOneAndTheEnvironmentKeepsItsData() throws IOException {
        try (EnvironmentOnEngine one = environment();
                EnvironmentOnEngine two = environment()) {
            one.up(Owners.PERSON, stack.options());
            SnapshotsOnEngine.write(one, "one");

            one.up(Owners.PERSON, stack.options());
            assertThat(stack.runs()).isEqualTo(1);
            // Also one who knows nothing of snapshots.
            one.up();
            assertThat(SnapshotsOnEngine.rows(one)).isEqualTo("row\none\nrow\none\nrow\none\n");
            stack.changeScript();
            two.up(Owners.PERSON, stack.options());

            assertThat(two.messages.infos)
                    .anyMatch(line -> line.contains("have changed after the last one") && line.endsWith(": fill"));
            assertThat(stack.runs()).isEqualTo(2);
            assertThat(stack.all()).hasSize(2);
            two.down();
            two.up(Owners.PERSON, stack.options(Mode.REFRESH));
            assertThat(stack.runs()).isEqualTo(3);
            // Two are kept, and one more, because it is in use.
            assertThat(stack.all()).hasSize(3);
            one.down();
            two.down();
            two.up(Owners.PERSON, stack.options(Mode.REFRESH));
            assertThat(stack.all()).hasSize(2);
        }
    }

    @Tag("long")
    @Test
    void aServiceThatDoesNotEndByItselfMakesNone() throws IOException {
        String deaf = SnapshotsOnEngine.stack().replaceFirst("trap 'exit 0' TERM; ", "trap '' TERM; ");
        try (EnvironmentOnEngine one = new EnvironmentOnEngine(directory, deaf)) {
            UpOptions options = stack.options();
            one.up(Owners.PERSON, options);

            assertThat(one.messages.warnings).anyMatch(line -> line.contains("No snapshot is made"));
            assertThat(stack.all()).extracting(Snapshot::state).containsExactly(Snapshot.State.REFUSED);
            SnapshotsOnEngine.write(one, "one");
            one.up();
            assertThat(SnapshotsOnEngine.rows(one)).isEqualTo("row\none\nrow\none\nrow\none\n");
            try (EnvironmentOnEngine two = new EnvironmentOnEngine(directory, deaf)) {
                two.up(Owners.PERSON, options);
                assertThat(SnapshotsOnEngine.rows(two)).isEqualTo(FILLED);
                assertThat(stack.runs()).isEqualTo(2);
            }
            List<String> volumes = List.copyOf(one.volumes());
            one.down();
            one.assertNothingLeft();
            assertThat(one.remaining(volumes)).isEmpty();
            assertThat(stack.all()).isEmpty();
        }
    }

    @Tag("long")
    @Test
    void oneThatLacksAVolumeIsMadeAnew() throws IOException {
        try (EnvironmentOnEngine one = environment();
                EnvironmentOnEngine two = environment()) {
            one.up(Owners.PERSON, stack.options());
            one.down();
            Snapshot snapshot = stack.all().get(0);
            String volume = "esb-snapshot-" + snapshot.id() + "_data";
            // As a user would do it who does not know what it is for, with the record put back by another tool.
            String image = one.docker("inspect", "--format", "{{.Image}}", snapshotContainer(snapshot))
                    .strip();
            List<String> labels = labels(one, snapshotContainer(snapshot));
            String name = one.docker("inspect", "--format", "{{.Name}}", snapshotContainer(snapshot))
                    .strip()
                    .substring(1);
            one.docker("rm", snapshotContainer(snapshot));
            one.docker("volume", "rm", volume);
            List<String> create = new ArrayList<>(List.of("create", "--name", name));
            create.addAll(labels);
            create.addAll(List.of(image, "none"));
            one.docker(create.toArray(String[]::new));

            two.up(Owners.PERSON, stack.options());

            assertThat(two.messages.warnings)
                    .anyMatch(line -> line.contains("has removed its volume '" + volume + "'"));
            assertThat(SnapshotsOnEngine.rows(two)).isEqualTo(FILLED);
            assertThat(stack.all()).hasSize(1).noneMatch(each -> each.id().equals(snapshot.id()));
        }
    }

    private static String snapshotContainer(Snapshot snapshot) {
        return snapshot.container();
    }

    private static List<String> labels(EnvironmentOnEngine environment, String container) {
        List<String> options = new ArrayList<>();
        environment
                .docker(
                        "inspect",
                        "--format",
                        "{{range $k, $v := .Config.Labels}}{{$k}}={{$v}}{{println}}{{end}}",
                        container)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> options.addAll(List.of("--label", line)));
        return options;
    }
}
