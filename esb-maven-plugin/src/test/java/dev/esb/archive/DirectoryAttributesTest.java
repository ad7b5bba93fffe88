package dev.esb.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DirectoryAttributesTest {
    @Test
    void areThoseOfTheFirstHeader() {
        String archive = header("lower/", new TarHeader(TarHeader.DIRECTORY, 02750, 999, 888, 0, 1577836800))
                + header("lower/sub/", new TarHeader(TarHeader.DIRECTORY, 0700, 1, 1, 0, 1));

        assertThat(DirectoryAttributes.read(archive))
                .contains(new TarHeader(TarHeader.DIRECTORY, 02750, 999, 888, 0, 1577836800));
    }

    @Test
    void areNotThereBeforeTheHeaderIs() {
        String archive = header("lower/", new TarHeader(TarHeader.DIRECTORY, 0755, 0, 0, 0, 0));

        assertThat(DirectoryAttributes.read(archive.substring(0, 200))).isEmpty();
    }

    /** As the engine writes an owner that has more than seven octal digits, such as one of a directory service. */
    @Test
    void haveLargeOwnersFromTheRecordsBeforeTheHeader() {
        String records = header("PaxHeaders.0/lower", new TarHeader('x', 0, 0, 0, 46, 0))
                + "18 uid=1234567890\n28 gid=1234567891\n" + "\0".repeat(466);
        String archive = records + header("lower/", new TarHeader(TarHeader.DIRECTORY, 0755, 0, 7, 0, 5));

        assertThat(DirectoryAttributes.read(archive))
                .contains(new TarHeader(TarHeader.DIRECTORY, 0755, 1234567890, 1234567891, 0, 5));
    }

    private static String header(String name, TarHeader header) {
        byte[] blocks = header.of(name.getBytes(StandardCharsets.US_ASCII), new byte[0]);
        return new String(blocks, StandardCharsets.ISO_8859_1);
    }
}
