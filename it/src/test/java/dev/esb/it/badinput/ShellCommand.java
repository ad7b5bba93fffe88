package dev.esb.it.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** Any command but {@code mvn}. The answer is all that it prints. */
record ShellCommand(List<String> words, List<String> answer) implements Command {

    @Override
    public void assertAnswer(Path directory, EmbeddedMaven maven) throws Exception {
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(output).as(String.join(" ", words)).isEqualTo(String.join("\n", answer) + "\n");
        assertThat(process.waitFor()).isZero();
    }
}
