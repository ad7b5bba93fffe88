package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.isolation.UnmatchedEntries.Mention;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnmatchedEntriesTest {
    private static final String STACK = """
            services:
              web:
                volumes:
                  - {type: bind, source: /project/conf/app.conf}
                  - {type: bind, source: /srv/dump}
                  - {type: volume, source: rows}
            networks: {front: {}, company: {external: true}}
            volumes:
              rows: {}
              files: {driver_opts: {type: none, device: /project/files}}
              remote: {driver_opts: {type: nfs, device: ':/export'}}
            secrets: {token: {}}
            """;

    @Test
    void areNoneWhereEachNamesAPathANetworkAVolumeOrASecret() {
        assertThat(isolate(
                        STACK,
                        STACK,
                        "conf/app.conf",
                        "./conf/../conf/app.conf",
                        "/srv/dump",
                        "../srv/dump",
                        "rows",
                        "company",
                        "front",
                        "files",
                        "./files",
                        "token"))
                .isEmpty();
    }

    @Test
    void areSaidOneByOneWithTheNearestOfWhatThereIsFirst() {
        assertThat(UnmatchedEntries.of(
                        yaml(STACK),
                        yaml(STACK),
                        Path.of("/project"),
                        entries(Set.of("frnt"), Set.of("./conf/ap.conf", "row"))))
                .extracting(Mention::text)
                .containsExactly(
                        "esb.share names 'frnt', which is no path, network or volume of the stack, so it has no effect. The stack has 'front', 'files', 'rows', 'remote', './files' and 3 more.",
                        "esb.isolate names './conf/ap.conf', which is no path, network or volume of the stack, so it has no effect. The stack has './conf/app.conf', 'company', './files', 'front', '/srv/dump' and 3 more.",
                        "esb.isolate names 'row', which is no path, network or volume of the stack, so it has no effect. The stack has 'rows', 'front', 'remote', 'files', 'company' and 3 more.");
    }

    @Test
    void arePathsWithDrivesOnWindows() throws IOException {
        JsonNode stack = yaml(
                "services: {web: {volumes: [{type: bind, source: 'D:\\project\\conf\\app'}, {type: bind, source: 'C:\\dump'}]}}");
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path directory = windows.getPath("D:\\project");

            assertThat(UnmatchedEntries.of(
                            stack, stack, directory, entries(Set.of("./conf/app", "conf\\app"), Set.of("C:\\dump"))))
                    .isEmpty();
            assertThat(UnmatchedEntries.of(stack, stack, directory, entries(Set.of(), Set.of("D:\\dump"))))
                    .extracting(Mention::text)
                    .containsExactly(
                            "esb.isolate names 'D:\\dump', which is no path, network or volume of the stack, so it has no effect. The stack has 'C:\\dump', './conf/app'.");
        }
    }

    /** The path above a mount is none of the stack's. */
    @Test
    void areDirectoriesAboveAMount() {
        assertThat(isolate(STACK, STACK, "./conf"))
                .singleElement()
                .asString()
                .contains("esb.isolate names './conf'", "'./conf/app.conf'");
    }

    @Test
    void areSaidOfAStackThatHasNothing() {
        assertThat(isolate("services: {web: {}}", "services: {web: {}}", "data"))
                .containsExactly(
                        "esb.isolate names 'data', which is no path, network or volume of the stack, so it has no effect. The stack has none.");
    }

    @Test
    void areNotThoseOfAServiceWhoseProfileIsNotActive() {
        String raw = STACK.replace(
                        "services:\n",
                        "services:\n  tool: {profiles: [tools], volumes: [{type: bind, source: /project/tools}]}\n")
                + "configs: {motd: {}}\n";

        assertThat(isolate(STACK, raw, "./tools", "motd")).isEmpty();
        assertThat(isolate(STACK, raw, "./tool")).hasSize(1);
    }

    /** Only Compose can tell the value of a variable, and does it only for what is active. */
    @Test
    void areNotCertainWhereAVariableOfAServiceThatIsNotActiveCanHaveThePath() {
        String raw = STACK.replace(
                "services:\n", "services:\n  tool: {profiles: [tools], volumes: [{type: volume, source: '${X'}]}\n");

        assertThat(unmatched(STACK, raw, "./somewhere")).singleElement().satisfies(entry -> {
            assertThat(entry.isCertain()).isFalse();
            assertThat(entry.text())
                    .contains("no path, network or volume of the stack without the services of other profiles");
        });
        assertThat(unmatched(STACK, raw, "nothing"))
                .extracting(Mention::isCertain)
                .containsExactly(true);
        assertThat(unmatched(STACK, STACK.replace("/srv/dump", "'${DUMP:-/srv/dump}'"), "./somewhere"))
                .extracting(Mention::isCertain)
                .containsExactly(true);
    }

    private static List<String> isolate(String model, String raw, String... entries) {
        return unmatched(model, raw, entries).stream().map(Mention::text).toList();
    }

    private static List<Mention> unmatched(String model, String raw, String... entries) {
        return UnmatchedEntries.of(yaml(model), yaml(raw), Path.of("/project"), entries(Set.of(), Set.of(entries)));
    }

    private static Map<String, Set<String>> entries(Set<String> share, Set<String> isolate) {
        Map<String, Set<String>> entries = new LinkedHashMap<>();
        entries.put("esb.share", share);
        entries.put("esb.isolate", isolate);
        return entries;
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
