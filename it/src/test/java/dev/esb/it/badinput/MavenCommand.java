package dev.esb.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.it.projects.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A goal of the plugin. Its answer is parts of the output in their order, one a line, or several with {@code ...} between them. A
 * goal whose answer begins with {@code [ERROR]} has to fail, with these parts in its message; any other has to succeed.
 */
record MavenCommand(List<String> words, List<String> answer) implements Command {
    private static final String ERROR = "[ERROR] ";
    private static final String PLUGIN = "dev.esb:esb-maven-plugin:%s:".formatted(System.getProperty("esb.version"));
    private static final List<String> OPTIONS = List.of(
            "--batch-mode",
            "--offline",
            "-Dmaven.repo.local=" + System.getProperty("esb.repository"),
            "-Dmaven.repo.local.tail=" + System.getProperty("esb.repository.tail"));

    @Override
    public void assertAnswer(Path directory, EmbeddedMaven maven) throws Exception {
        List<String> arguments = new ArrayList<>(OPTIONS);
        words.forEach(word -> arguments.add(word.replaceFirst("^esb:", PLUGIN)));

        EmbeddedMaven.Result result = maven.run(directory, arguments);

        assertThat(result.exitCode() != 0)
                .as("mvn %s fails:%n%s", String.join(" ", words), result.output())
                .isEqualTo(isRefused());
        String said = isRefused() ? Refusal.in(result.output()).message() : result.output();
        assertThat(fold(said)).containsSubsequence(parts());
    }

    private boolean isRefused() {
        return answer.get(0).startsWith(ERROR);
    }

    private List<String> parts() {
        return answer.stream()
                .flatMap(line -> Stream.of(line.replace(ERROR, "").split(" \\.\\.\\. ")))
                .map(MavenCommand::fold)
                .toList();
    }

    /** Columns are as wide as what is in them. */
    private static String fold(String text) {
        return text.replaceAll(" +", " ");
    }
}
