package dev.esb.snapshot;

import static dev.esb.snapshot.Models.image;
import static dev.esb.snapshot.Models.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.ImageDetails;
import dev.esb.snapshot.DataVolume.Mount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackDataTest {
    private static final Path DIRECTORY = Path.of("/stack");

    private static final String ROWS = """
            name: esb-a
            services:
              db:
                volumes: [{type: volume, source: rows, target: /rows}]
            volumes:
              rows: {name: esb-a_rows}
            """;

    @Test
    void keepsTheVolumesThatTheStackNamesAmongThemThoseInPlaceOfRunTimeDirectories() {
        StackData data = of("""
                services:
                  web:
                    volumes: [{type: bind, source: /stack/conf, target: /conf}]
                  db:
                    volumes:
                      - {type: volume, source: rows, target: /rows}
                      - {type: volume, source: path-data-5f3a09c1d2, target: /data}
                volumes:
                  rows: {name: esb-a_rows}
                  path-data-5f3a09c1d2: {name: esb-a_path-data-5f3a09c1d2, labels: {dev.esb.path: /stack/data}}
                """);

        assertThat(data.volumes())
                .extracting(DataVolume::key, DataVolume::name)
                .containsExactly(
                        tuple("path-data-5f3a09c1d2", "esb-a_path-data-5f3a09c1d2"), tuple("rows", "esb-a_rows"));
        assertThat(data.services()).containsExactly("db");
        assertThat(data.notKept()).isEmpty();
    }

    /** The key of the volume has a hash of the whole path. */
    @Test
    void namesOneInPlaceOfAPathTheSameInAnotherCheckout() {
        String one = """
                services: {db: {volumes: [{type: volume, source: path-data-5f3a09c1d2, target: /data}]}}
                volumes:
                  path-data-5f3a09c1d2: {name: esb-a_path-data-5f3a09c1d2, labels: {dev.esb.path: /stack/data}}
                """;
        String other = one.replace("5f3a09c1d2", "0123456789").replace("/stack/data", "/elsewhere/data");

        DataVolume inOne =
                StackData.of(yaml(one), Map.of(), DIRECTORY).volumes().get(0);
        DataVolume inOther = StackData.of(yaml(other), Map.of(), Path.of("/elsewhere"))
                .volumes()
                .get(0);

        assertThat(inOne.inSnapshot()).startsWith("path-data-").isEqualTo(inOther.inSnapshot());
        assertThat(StackData.of(yaml(other), Map.of(), DIRECTORY)
                        .volumes()
                        .get(0)
                        .inSnapshot())
                .isNotEqualTo(inOne.inSnapshot());
    }

    @Test
    void leavesOutWhatTheStackExcludes() {
        StackData data = of("""
                services:
                  db: {labels: {dev.esb.snapshot.exclude: "true"}, volumes: [{type: volume, target: /unnamed}]}
                  node: {volumes: [{type: volume, source: images, target: /images}]}
                volumes:
                  images: {name: esb-a_images, labels: {dev.esb.snapshot.exclude: "true"}}
                """, Map.of("db", image("/declared")));

        assertThat(data.volumes()).isEmpty();
    }

    @Test
    void keepsAVolumeThatSeveralServicesMountOnceAndKnowsAllOfThem() {
        StackData data = of("""
                services:
                  db: {volumes: [{type: volume, source: rows, target: /rows}]}
                  backup: {volumes: [{type: volume, source: rows, target: /from, read_only: true}], scale: 2}
                volumes:
                  rows: {name: esb-a_rows}
                """);

        assertThat(data.volumes()).containsExactly(named("rows", "esb-a_rows"));
        assertThat(data.services()).containsExactlyInAnyOrder("db", "backup");
    }

    @Test
    void keepsAVolumeThatHasNoNameInTheStack() {
        StackData data = of("""
                name: esb-a
                services:
                  db: {volumes: [{type: volume, target: /data/}]}
                """);

        assertIsAt(data, "/data");
    }

    @Test
    void keepsAVolumeThatOnlyTheImageDeclares() {
        assertIsAt(of("{name: esb-a, services: {db: {image: db}}}", Map.of("db", image("/data"))), "/data");
    }

    @Test
    void tellsVolumesWithoutANameApartByTheirPaths() {
        StackData data = of("{name: esb-a, services: {db: {image: db}}}", Map.of("db", image("/data", "/log")));

        assertThat(data.volumes()).extracting(DataVolume::unnamed).doesNotHaveDuplicates();
        assertThat(data.names()).hasSize(2).doesNotHaveDuplicates().allMatch(name -> name.startsWith("esb-a_data-db-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tmpfs: [/data]",
                "tmpfs: ['/data/:size=1m']",
                "volumes: [{type: tmpfs, target: /data}]",
                "volumes: [{type: bind, source: /stack/data, target: /data/}]",
                "volumes_from: [other]"
            })
    void leavesOutWhatAnImageDeclaresWhereSomethingElseIsMounted(String settings) {
        StackData data =
                of("{name: esb-a, services: {db: {image: db, %s}}}".formatted(settings), Map.of("db", image("/data")));

        assertThat(data.volumes()).isEmpty();
        assertThat(data.services()).isEmpty();
    }

    @Test
    void takesANamedVolumeForTheOneThatTheImageDeclaresThere() {
        assertThat(of(ROWS, Map.of("db", image("/rows"))).volumes()).containsExactly(named("rows", "esb-a_rows"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale: 2", "deploy: {replicas: 2}"})
    void saysThatVolumesWithoutANameAreNotKeptWhereEachOfSeveralContainersHasOne(String replicas) {
        StackData data =
                of("{name: esb-a, services: {db: {image: db, %s}}}".formatted(replicas), Map.of("db", image("/data")));

        assertThat(data.volumes()).isEmpty();
        assertThat(data.notKept())
                .containsExactly("'/data' of 'db' (each of its containers has a volume without a name there)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "driver: sshfs | driver sshfs",
                "driver: local, driver_opts: {type: nfs} | driver_opts",
                "driver_opts: {type: tmpfs} | driver_opts"
            })
    void saysThatAVolumeIsNotKeptWhoseDataIsElsewhere(String settings, String reason) {
        StackData data = of(ROWS.replace("name: esb-a_rows", "name: esb-a_rows, " + settings));

        assertThat(data.volumes()).isEmpty();
        assertThat(data.services()).isEmpty();
        assertThat(data.notKept()).containsExactly("volume 'rows' (its data is elsewhere: %s)".formatted(reason));
    }

    /** Such as volumes that are laid over others, which the plugin makes before Compose starts. */
    @Test
    void leavesExternalVolumesOut() {
        assertIsEmpty(of(ROWS.replace("name: esb-a_rows", "name: shop_rows, external: true")));
    }

    /** Their content is an input, and another content has another name. */
    @Test
    void leavesCopiesOutThatContainersOnlyRead() {
        assertIsEmpty(of(ROWS.replace("name: esb-a_rows", "name: esb-a_rows, labels: {dev.esb.copy: digest}")));
    }

    /** What is copied where the engine does not see this machine's files, and containers change. */
    @Test
    void keepsCopiesThatContainersWriteTo() {
        assertThat(of(ROWS.replace("name: esb-a_rows", "name: esb-a_rows, labels: {dev.esb.copy: ''}"))
                        .names())
                .containsExactly("esb-a_rows");
    }

    @Test
    void knowsTheServicesThatMountVolumesOfOthers() {
        StackData data = of(ROWS.replace(
                "services:",
                "services:\n  a: {volumes_from: ['b:ro']}\n  b: {volumes_from: [db]}\n  c: {volumes_from: [other]}"));

        assertThat(data.services()).containsExactlyInAnyOrder("db", "b", "a");
    }

    @Test
    void hasContainersMountOtherVolumesThatAreThereBefore() {
        ObjectNode isolated = yaml("""
                name: esb-a
                services:
                  db:
                    volumes:
                      - {type: volume, source: rows, target: /rows}
                      - {type: volume, target: /log/}
                      - {type: bind, source: /stack/conf, target: /conf}
                volumes:
                  rows: {name: esb-a_rows, labels: {dev.esb.build: b}}
                  other: {name: esb-a_other}
                """);
        ObjectNode before = isolated.deepCopy();
        StackData data = StackData.of(isolated, Map.of("db", image("/data")), DIRECTORY);
        String log = key(data, "/log");
        String declared = key(data, "/data");

        ObjectNode model = data.with(Map.of("rows", "S_rows", log, "S_log", declared, "S_data"), isolated);

        assertThat(model).isEqualTo(yaml("""
                                name: esb-a
                                services:
                                  db:
                                    volumes:
                                      - {type: volume, source: rows, target: /rows}
                                      - {type: volume, target: /log/, source: LOG}
                                      - {type: bind, source: /stack/conf, target: /conf}
                                      - {type: volume, source: DECLARED, target: /data}
                                volumes:
                                  rows: {name: S_rows, x-esb-snapshot: rows, external: true}
                                  other: {name: esb-a_other}
                                  LOG: {name: S_log, x-esb-snapshot: LOG, external: true}
                                  DECLARED: {name: S_data, x-esb-snapshot: DECLARED, external: true}
                                """.replace("LOG", log).replace("DECLARED", declared)));
        assertThat(isolated).isEqualTo(before);
    }

    private static void assertIsAt(StackData data, String target) {
        assertThat(data.volumes()).singleElement().satisfies(volume -> {
            assertThat(volume.unnamed()).contains(new Mount("db", target));
            assertThat(volume.key()).matches("data-db-[0-9a-f]{8}");
            assertThat(volume.name()).isEqualTo("esb-a_" + volume.key());
        });
        assertThat(data.services()).containsExactly("db");
    }

    private static void assertIsEmpty(StackData data) {
        assertThat(data).isEqualTo(new StackData(List.of(), Set.of(), List.of()));
    }

    private static String key(StackData data, String target) {
        return data.volumes().stream()
                .filter(volume -> volume.unnamed().equals(Optional.of(new Mount("db", target))))
                .map(DataVolume::key)
                .findFirst()
                .orElseThrow();
    }

    private static DataVolume named(String key, String name) {
        return new DataVolume(key, name, key, Optional.empty());
    }

    private static StackData of(String model) {
        return of(model, Map.of());
    }

    private static StackData of(String model, Map<String, ImageDetails> images) {
        return StackData.of(yaml(model), images, DIRECTORY);
    }
}
