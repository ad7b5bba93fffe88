package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class MarkedDirectoryTest {
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
        MarkedDirectory.create(directory, List.of(ENGINE));

        assertThat(MarkedDirectory.isOne(directory)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    /** A database makes the directory of its sockets its own, with all that is in it. */
    @Test
    void hasAMarkerThatStaysReadableForAnyOwner() throws IOException {
        MarkedDirectory.create(directory, List.of(ENGINE));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(".esb-environment"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void goesWithWhatIsInIt() throws IOException {
        MarkedDirectory.create(directory, List.of(ENGINE));
        PrivateFiles.write(directory.resolve("data/state/file"), "content");
        PrivateFiles.write(directory.resolve("file"), "content");
        Path kept = Files.createDirectory(home.resolve("kept"));
        Files.createSymbolicLink(directory.resolve("link"), kept);

        MarkedDirectory.delete(directory, List.of(ENGINE));

        assertThat(directory).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void staysWhereSomebodyElseMadeIt() throws IOException {
        Path foreign = directory.resolve("file");
        PrivateFiles.write(foreign, "content");

        MarkedDirectory.create(directory, List.of(ENGINE));
        MarkedDirectory.delete(directory, List.of(ENGINE));

        assertThat(foreign).exists();
    }

    @Test
    void isNotForTheSameNameOnAnotherEngine() throws IOException {
        MarkedDirectory.create(directory, List.of(ENGINE));

        assertThatThrownBy(() -> MarkedDirectory.create(directory, List.of("another")))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'%s' belongs to an environment of the same name".formatted(directory))
                .hasMessageContaining("-Desb.home=");
        MarkedDirectory.delete(directory, List.of("another"));
        assertThat(MarkedDirectory.isOfAnother(directory, List.of("another"))).isTrue();

        MarkedDirectory.create(directory, List.of(ENGINE));
        MarkedDirectory.delete(directory, List.of(ENGINE));
        assertThat(directory).doesNotExist();
    }

    @Test
    void isOfAnEngineThatIsKnownByWhatItSaysAmongOthers() throws IOException {
        MarkedDirectory.create(directory, List.of("by-an-earlier-version"));
        List<String> ids = List.of(ENGINE, "by-an-earlier-version");

        assertThat(MarkedDirectory.isOfAnother(directory, ids)).isFalse();
        MarkedDirectory.create(directory, ids);
        MarkedDirectory.delete(directory, ids);

        assertThat(directory).doesNotExist();
    }

    @Test
    void isForAnyEngineWhereItDoesNotSayWhich() throws IOException {
        PrivateFiles.write(directory.resolve(".esb-environment"), "");

        MarkedDirectory.create(directory, List.of(ENGINE));
        MarkedDirectory.delete(directory, List.of(ENGINE));

        assertThat(directory).doesNotExist();
    }

    @Test
    void isNotWhatALinkPointsTo() throws IOException {
        Path elsewhere = home.resolve("elsewhere");
        MarkedDirectory.create(elsewhere, List.of(ENGINE));
        Files.createSymbolicLink(directory, elsewhere);

        MarkedDirectory.delete(directory, List.of(ENGINE));

        assertThat(MarkedDirectory.isOne(elsewhere)).isTrue();
    }

    @Test
    void canBeMadeAndDeletedWhereSomebodyWasKilledInTheMiddle() throws IOException {
        Files.createDirectory(directory);
        MarkedDirectory.delete(directory, List.of(ENGINE));
        assertThat(directory).doesNotExist();

        Files.createDirectory(directory);
        MarkedDirectory.create(directory, List.of(ENGINE));
        assertThat(MarkedDirectory.isOne(directory)).isTrue();
    }

    @Test
    void hasNothingToDeleteWhereThereIsNothing() throws IOException {
        MarkedDirectory.delete(directory, List.of(ENGINE));

        assertThat(home).isEmptyDirectory();
    }
}
