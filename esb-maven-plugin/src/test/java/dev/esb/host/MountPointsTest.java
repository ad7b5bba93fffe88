package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountPointsTest {
    @TempDir
    private Path directory;

    @Test
    void areInTheFifthColumnWithBlanksInThem() throws IOException {
        Path mountinfo = Files.writeString(directory.resolve("mountinfo"), """
                24 1 254:0 / / rw,relatime - ext4 /dev/vda rw
                91 24 0:50 / /srv/two\\040words/disk rw - tmpfs tmpfs rw
                """);

        MountPoints points = MountPoints.read(mountinfo);

        assertThat(points.paths()).containsExactly(Path.of("/"), Path.of("/srv/two words/disk"));
        assertThat(points.areBelow(Path.of("/srv/two words"))).isTrue();
        assertThat(points.areBelow(Path.of("/srv/two words/disk"))).isFalse();
        assertThat(points.areBelow(Path.of("/srv/two"))).isFalse();
    }

    @Test
    void areUnknownWhereTheSystemDoesNotTell() {
        assertThat(MountPoints.read(directory.resolve("none")).paths()).isEmpty();
    }
}
