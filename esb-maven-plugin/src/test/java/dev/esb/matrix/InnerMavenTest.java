package dev.esb.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.EnvironmentName;
import dev.esb.parameter.MatrixCell;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InnerMavenTest {
    private static final Path EXTENSION = Path.of("target", "extension.jar");

    @Test
    void hasTheOptionsOfTheOuterOneAndWhatTheEnvironmentHasOfItsOwn() {
        InnerMaven maven = new InnerMaven(
                Path.of("maven"), Path.of("shop"), List.of("--offline", "-Dx=1"), "", List.of("clean", "verify"));
        MatrixCell cell = new MatrixCell(
                new EnvironmentName("e2e-1"), List.of("a.yml", "b.yml"), List.of("metrics"), Map.of("POSTGRES", "15"));

        List<String> command = maven.command(cell, EXTENSION);

        assertThat(command.get(0)).startsWith(Path.of("maven", "bin", "mvn").toString());
        assertThat(command.subList(1, command.size()))
                .containsExactly(
                        "--batch-mode",
                        "--no-transfer-progress",
                        "--offline",
                        "-Dx=1",
                        "-Dstyle.color=never",
                        "-Dmaven.ext.class.path=" + EXTENSION,
                        "-Desb.env=e2e-1",
                        "-Desb.matrix.files=a.yml,b.yml",
                        "-Desb.matrix.profiles=metrics",
                        "-Desb.environment.POSTGRES=15",
                        "clean",
                        "verify");
    }

    @Test
    void keepsTheExtensionsThatTheUserHas() {
        InnerMaven maven = new InnerMaven(Path.of("maven"), Path.of("shop"), List.of(), "own.jar", List.of("verify"));
        MatrixCell cell = new MatrixCell(new EnvironmentName("a"), List.of(), List.of(), Map.of());

        assertThat(maven.command(cell, EXTENSION))
                .contains("-Dmaven.ext.class.path=own.jar" + File.pathSeparator + EXTENSION)
                .noneMatch(argument -> argument.startsWith("-Desb.matrix."));
    }
}
