package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class EnvironmentDirectoryTest {
    private static final String ENGINE = "0ad4148d-2126-429a-8887-18b1a18638e0";

    @TempDir
    Path home;

    private Path directory;

    @BeforeEach
    void name() {
        directory = home.resolve("e2e-1");
    }

    @Test
    void isForTheOwnerAlone() throws IOException {
        EnvironmentDirectory.create(directory, ENGINE);

        assertThat(EnvironmentDirectory.isOne(directory)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void goesWithWhatIsInIt() throws IOException {
        EnvironmentDirectory.create(directory, ENGINE);
        OwnFiles.write(directory.resolve("data/state/file"), "content");
        OwnFiles.write(directory.resolve("file"), "content");
        Path kept = Files.createDirectory(home.resolve("kept"));
        Files.createSymbolicLink(directory.resolve("link"), kept);

        EnvironmentDirectory.delete(directory, ENGINE);

        assertThat(directory).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void staysWhereSomebodyElseMadeIt() throws IOException {
        Path foreign = directory.resolve("file");
        OwnFiles.write(foreign, "content");

        EnvironmentDirectory.create(directory, ENGINE);
        EnvironmentDirectory.delete(directory, ENGINE);

        assertThat(foreign).exists();
    }

    @Test
    void isNotForTheSameNameOnAnotherEngine() throws IOException {
        EnvironmentDirectory.create(directory, ENGINE);

        assertThatThrownBy(() -> EnvironmentDirectory.create(directory, "another"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'%s' belongs to an environment of the same name".formatted(directory))
                .hasMessageContaining("-Desb.home=");
        EnvironmentDirectory.delete(directory, "another");
        assertThat(EnvironmentDirectory.isOfAnother(directory, "another")).isTrue();

        EnvironmentDirectory.create(directory, ENGINE);
        EnvironmentDirectory.delete(directory, ENGINE);
        assertThat(directory).doesNotExist();
    }

    @Test
    void isForAnyEngineWhereItDoesNotSayWhich() throws IOException {
        OwnFiles.write(directory.resolve(".esb-environment"), "");

        EnvironmentDirectory.create(directory, ENGINE);
        EnvironmentDirectory.delete(directory, ENGINE);

        assertThat(directory).doesNotExist();
    }

    @Test
    void isNotWhatALinkPointsTo() throws IOException {
        Path elsewhere = home.resolve("elsewhere");
        EnvironmentDirectory.create(elsewhere, ENGINE);
        Files.createSymbolicLink(directory, elsewhere);

        EnvironmentDirectory.delete(directory, ENGINE);

        assertThat(EnvironmentDirectory.isOne(elsewhere)).isTrue();
    }

    @Test
    void canBeMadeAndDeletedWhereSomebodyWasKilledInTheMiddle() throws IOException {
        Files.createDirectory(directory);
        EnvironmentDirectory.delete(directory, ENGINE);
        assertThat(directory).doesNotExist();

        Files.createDirectory(directory);
        EnvironmentDirectory.create(directory, ENGINE);
        assertThat(EnvironmentDirectory.isOne(directory)).isTrue();
    }

    @Test
    void hasNothingToDeleteWhereThereIsNothing() throws IOException {
        EnvironmentDirectory.delete(directory, ENGINE);

        assertThat(home).isEmptyDirectory();
    }
}
