package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.ComposeCommand.Config;
import dev.esb.docker.ComposeCommand.ConfigYaml;
import dev.esb.docker.ComposeCommand.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Compose prints the same stack as JSON and as YAML, and the same texts and numbers are read from both. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasCompose", disabledReason = "Compose is not installed")
class ComposeYamlEngineIT {
    // In YAML, U+2028 ends a line.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Texts that one reader of YAML or another takes for something else, and such as need quotes. */
    private static final List<String> TEXTS = Stream.concat(
                    Stream.of("""
                            on off yes no Yes NO y n Y N true false True TRUE null Null NULL ~ 0 00 01 012 0o12 0x1F 0b11 1_000 1__0
                            12_ _1 1e3 1E3 1.5e3 1e+06 1e-3 1. .5 . .. - -- + +1 -1 -.5 1.0 1.2.3 22:22 1:2:3 190:20:30 22:22.5
                            2001-01-01 2001-12-14t21:59:43.10-05:00 .inf -.inf .Inf +.inf .nan .NaN inf nan Infinity NaN 0.0 -0 -0.0
                            0123456789 08 09 0o 0x 0b 1e 1e+ e3 9999999999999999999999 1,000 10% @a `a` !a &a *a |a >a ?a :a a: a:b
                            {a} [a] #a a#b = << %a 1m 10s 0777 685.230_15e+03 685_230.15 -2E+05 0xDEADBEEF 1_000.5 ._1 1._5 1_e3
                            12e1_0 -0x1F 0o8 +0b1 5.e3 1e999 -1e999 --- ... "a" 'a' a"b a'b a\\b { } [ ] , $$ a$$b $${A} %YAML""".split("\\s+")),
                    Stream.of(
                            "",
                            " ",
                            " a",
                            "a ",
                            "a: b",
                            "a #b",
                            "- a",
                            "? a",
                            "a\nb",
                            "a\n",
                            "a\n\n",
                            "  a\n b",
                            "a\tb",
                            "\ta",
                            "\u00fc",
                            "\u2028x",
                            "\u00a0",
                            "\u001b[0m",
                            "x".repeat(200) + " " + "y".repeat(200),
                            "a\r\nb",
                            "true ",
                            "1\n",
                            "a\n# b",
                            "a\n  b\nc\n",
                            "- - a"))
            .toList();

    @TempDir
    private Path directory;

    @Test
    void readsTheSameFromBothForms() throws IOException {
        Files.writeString(directory.resolve("compose.yml"), JSON.writeValueAsString(stack()));
        Config config = new Config(new Source(directory, "p", List.of(), List.of(), Optional.empty(), Map.of()), true);

        JsonNode json = InstalledDocker.CLI.run(config);
        JsonNode yaml = InstalledDocker.CLI.run(new ConfigYaml(config));

        // JSON has "entrypoint": null and "ipam": {} besides.
        assertThat(withoutEmpty(yaml)).isEqualTo(withoutEmpty(json));
        assertThat(json.at("/services/web/command")).hasSize(TEXTS.size() + 1);
    }

    private static ObjectNode stack() throws IOException {
        ObjectNode stack = (ObjectNode) JSON.readTree("""
                {"services": {"web": {"image": "shop", "stop_grace_period": "1m30s", "init": true, "shm_size": "64m", "mem_swappiness": 0,
                  "oom_score_adj": -500, "ports": [{"target": 80, "published": "0080", "protocol": "tcp"}, "1000-1002:2000-2002"],
                  "healthcheck": {"test": ["CMD", "true"], "interval": "90s", "retries": 3, "start_period": "1h"},
                  "deploy": {"replicas": 2, "resources": {"limits": {"cpus": "0.10", "memory": "64M", "pids": 5}}},
                  "extra_hosts": ["a:1.2.3.4", "b:::1"], "sysctls": {"a.b": 1}, "cap_add": ["NET_ADMIN"],
                  "volumes": [{"type": "bind", "source": "./x", "target": "/x", "bind": {"create_host_path": false}}, "./y:/y:ro"]}},
                 "configs": {"app": {"content": "on: 1\\n  x: [\\n"}}, "volumes": {"data": {}}}""");
        ObjectNode web = (ObjectNode) stack.at("/services/web");
        ArrayNode command = web.putArray("command").add("run");
        ObjectNode environment = web.putObject("environment");
        ObjectNode labels = web.putObject("labels");
        ObjectNode ofVolume = ((ObjectNode) stack.at("/volumes/data")).putObject("labels");
        for (String text : TEXTS) {
            command.add(text);
            environment.put("V" + environment.size(), text);
            ofVolume.put("l" + ofVolume.size(), text);
            if (!text.isBlank()) {
                labels.put(text, text);
            }
        }
        return stack;
    }

    private static JsonNode withoutEmpty(JsonNode node) {
        for (JsonNode child : node) {
            withoutEmpty(child);
        }
        if (node instanceof ObjectNode object) {
            object.properties()
                    .removeIf(field -> field.getValue().isNull()
                            || field.getValue().isContainerNode()
                                    && field.getValue().isEmpty());
        }
        return node;
    }
}
