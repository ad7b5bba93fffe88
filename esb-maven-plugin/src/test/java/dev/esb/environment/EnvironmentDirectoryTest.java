package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

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
    @TempDir
    Path home;

    private Path directory;

    @BeforeEach
    void name() {
        directory = home.resolve("e2e-1");
    }

    @Test
    void isForTheOwnerAlone() throws IOException {
        EnvironmentDirectory.create(directory);

        assertThat(EnvironmentDirectory.isOne(directory)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void goesWithWhatIsInIt() throws IOException {
        EnvironmentDirectory.create(directory);
        OwnFiles.write(directory.resolve("data/state/file"), "content");
        OwnFiles.write(directory.resolve("file"), "content");
        Path kept = Files.createDirectory(home.resolve("kept"));
        Files.createSymbolicLink(directory.resolve("link"), kept);

        EnvironmentDirectory.delete(directory);

        assertThat(directory).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void staysWhereSomebodyElseMadeIt() throws IOException {
        Path foreign = directory.resolve("file");
        OwnFiles.write(foreign, "content");

        EnvironmentDirectory.create(directory);
        EnvironmentDirectory.delete(directory);

        assertThat(foreign).exists();
    }

    @Test
    void isNotWhatALinkPointsTo() throws IOException {
        Path elsewhere = home.resolve("elsewhere");
        EnvironmentDirectory.create(elsewhere);
        Files.createSymbolicLink(directory, elsewhere);

        EnvironmentDirectory.delete(directory);

        assertThat(EnvironmentDirectory.isOne(elsewhere)).isTrue();
    }

    @Test
    void canBeMadeAndDeletedWhereSomebodyWasKilledInTheMiddle() throws IOException {
        Files.createDirectory(directory);
        EnvironmentDirectory.delete(directory);
        assertThat(directory).doesNotExist();

        Files.createDirectory(directory);
        EnvironmentDirectory.create(directory);
        assertThat(EnvironmentDirectory.isOne(directory)).isTrue();
    }

    @Test
    void hasNothingToDeleteWhereThereIsNothing() throws IOException {
        EnvironmentDirectory.delete(directory);

        assertThat(home).isEmptyDirectory();
    }
}
