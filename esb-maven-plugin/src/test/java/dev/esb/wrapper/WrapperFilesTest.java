package dev.esb.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrapperFilesTest {
    private static final ProjectFile PROJECT = ProjectFile.withoutPom("1.2");

    @TempDir
    private Path directory;

    @Test
    void areTwoScriptsAndTheFileOfTheProject() {
        assertThat(WrapperFiles.write(directory, PROJECT)).containsExactly("esb", "esb.cmd", ".esb.properties");

        assertThat(directory.resolve("esb")).content().startsWith("#!/bin/sh\n").contains("dev.esb.cli.Main");
        assertThat(directory.resolve("esb.cmd"))
                .content()
                .startsWith("@echo off")
                .contains("dev.esb.cli.Main");
        assertThat(ProjectFile.in(directory)).contains(PROJECT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void haveAScriptThatEveryoneWhoReadsItCanRun() throws Exception {
        WrapperFiles.write(directory, PROJECT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("esb"))))
                .matches("r.xr.xr.x|r.x..x..x");
    }

    @Test
    void areLeftAloneWhereTheyAreAsTheyShouldBe() throws Exception {
        WrapperFiles.write(directory, PROJECT);
        FileTime before = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        for (String name : new String[] {"esb", "esb.cmd", ".esb.properties"}) {
            Files.setLastModifiedTime(directory.resolve(name), before);
        }

        assertThat(WrapperFiles.write(directory, PROJECT)).isEmpty();

        assertThat(directory.toFile().listFiles())
                .hasSize(3)
                .allSatisfy(file ->
                        assertThat(Files.getLastModifiedTime(file.toPath())).isEqualTo(before));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void getBackThePermissionThatACheckoutHasLost() throws Exception {
        WrapperFiles.write(directory, PROJECT);
        Files.setPosixFilePermissions(directory.resolve("esb"), PosixFilePermissions.fromString("rw-r--r--"));

        WrapperFiles.write(directory, PROJECT);

        assertThat(directory.resolve("esb")).isExecutable();
    }

    @Test
    void replaceThoseOfAnEarlierVersion() throws Exception {
        Files.writeString(directory.resolve("esb"), "#!/bin/sh\n# 'mvn esb:wrapper' writes this script.\nexit 1\n");
        Files.writeString(directory.resolve(".esb.properties"), "version=1.1\n");

        assertThat(WrapperFiles.write(directory, PROJECT)).containsExactly("esb", "esb.cmd", ".esb.properties");

        assertThat(directory.resolve("esb")).content().contains("dev.esb.cli.Main");
        assertThat(ProjectFile.in(directory)).map(ProjectFile::version).contains("1.2");
    }

    @Test
    void areOnlyTheFileWhereThePomAloneHasChanged() {
        WrapperFiles.write(directory, PROJECT);

        assertThat(WrapperFiles.write(
                        directory,
                        new ProjectFile("1.2", "", Optional.of("a"), Optional.empty(), "target", PROJECT.executions())))
                .containsExactly(".esb.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"esb", "esb.cmd"})
    void neverReplaceAnotherFile(String name) throws Exception {
        Path other = Files.writeString(directory.resolve(name), "#!/bin/sh\necho mine\n");

        assertThatThrownBy(() -> WrapperFiles.write(directory, PROJECT))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("There is another '%s', which esb:wrapper has not written".formatted(other))
                .hasMessageEndingWith("mvn esb:wrapper -Desb.directory=DIR");

        assertThat(directory.toFile().list()).containsExactly(name);
        assertThat(other).hasContent("#!/bin/sh\necho mine\n");
    }

    @Test
    void neverReplaceADirectory() throws Exception {
        Files.createDirectory(directory.resolve("esb"));

        assertThatThrownBy(() -> WrapperFiles.write(directory, PROJECT))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("There is another '%s'".formatted(directory.resolve("esb")));

        assertThat(directory.toFile().list()).containsExactly("esb");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void neverWriteThroughALink() throws Exception {
        Files.createSymbolicLink(directory.resolve("esb"), directory.resolve("elsewhere"));

        assertThatThrownBy(() -> WrapperFiles.write(directory, PROJECT)).isInstanceOf(EsbException.class);

        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void sayWhichFileCannotBeWritten() throws Exception {
        Path file = Files.createDirectory(directory.resolve(".esb.properties"));

        assertThatThrownBy(() -> WrapperFiles.write(directory, PROJECT))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("'%s' cannot be written: ".formatted(file));
    }
}
