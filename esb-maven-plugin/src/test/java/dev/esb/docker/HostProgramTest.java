package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostProgramTest {
    @Test
    void seesTheProgramsReadOnlyAndTheDirectoryAndHasNoNetwork() {
        assertThat(program(Path.of("/home/me/.esb/.e2e-1.removed-1f0c"), false).arguments())
                .startsWith("run", "--rm", "--network", "none")
                .containsSequence("--cap-drop", "ALL")
                .containsSequence("--label", "dev.esb.build=b")
                .containsSequence("--mount", "type=bind,\"source=/usr\",target=/usr,readonly")
                .endsWith(
                        "--mount",
                        "type=bind,\"source=/home/me/.esb/.e2e-1.removed-1f0c\",target=/directory",
                        "sha256:1",
                        "find",
                        "/directory",
                        "-delete");
    }

    @Test
    void onlyReadsWhereThatIsAsked() {
        assertThat(program(Path.of("/a"), true).arguments())
                .contains("type=bind,\"source=/a\",target=/directory,readonly");
    }

    /** The docker command splits the option at its commas, as CSV. */
    @Test
    void takesAPathWithCommasAndQuotes() {
        assertThat(program(Path.of("/a,readonly/\"b\""), false).arguments())
                .contains("type=bind,\"source=/a,readonly/\"\"b\"\"\",target=/directory");
    }

    private static HostProgram program(Path directory, boolean isReadOnly) {
        return new HostProgram(
                "sha256:1",
                Map.of("dev.esb.build", "b"),
                List.of(Path.of("/usr")),
                directory,
                isReadOnly,
                List.of("find", "/directory", "-delete"));
    }
}
