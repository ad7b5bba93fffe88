package dev.esb.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.Commands;
import dev.esb.EsbException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what GNU tar has written, which knows nothing of this, and blocks that are made here. */
class TarReaderTest {
    private static final byte[] END = new byte[2 * TarHeader.BLOCK];

    @TempDir
    private Path directory;

    private final Map<String, TarEntry> entries = new LinkedHashMap<>();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final List<String> closed = new ArrayList<>();
    private final TarReader reader = new TarReader(entry -> {
        entries.put(entry.name(), entry);
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                contents.put(entry.name(), toString(StandardCharsets.UTF_8));
                closed.add(entry.name());
            }
        };
    });

    @ParameterizedTest
    @CsvSource({"gnu, 1", "gnu, 511", "pax, 512", "pax, 70000", "posix, 1000"})
    void readsNamesContentsLinksAndPermissions(String format, int piece) throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree/" + "d".repeat(120) + "/" + "e".repeat(120)))
                .getParent()
                .getParent();
        Files.writeString(tree.resolve("Täßchen"), "tea");
        Files.writeString(tree.resolve("block"), "b".repeat(512));
        Files.writeString(tree.resolve("empty"), "");
        String name = "n".repeat(101) + "ä".repeat(50);
        Files.writeString(tree.resolve(name), "long");
        Files.createSymbolicLink(tree.resolve("up"), Path.of("../" + "l".repeat(150) + "/ä"));
        Files.createLink(tree.resolve("zweite"), tree.resolve("block"));
        Files.setPosixFilePermissions(tree.resolve("block"), PosixFilePermissions.fromString("rwxr-x--x"));

        write(archive("--format=" + format, "--sort=name", "tree"), piece);

        reader.requireComplete();
        assertThat(entries)
                .containsOnlyKeys(
                        "tree",
                        "tree/" + "d".repeat(120),
                        "tree/" + "d".repeat(120) + "/" + "e".repeat(120),
                        "tree/Täßchen",
                        "tree/block",
                        "tree/empty",
                        "tree/" + name,
                        "tree/up",
                        "tree/zweite");
        assertThat(closed).containsExactlyElementsOf(entries.keySet());
        assertThat(contents)
                .containsEntry("tree/Täßchen", "tea")
                .containsEntry("tree/block", "b".repeat(512))
                .containsEntry("tree/" + name, "long")
                .containsEntry("tree/empty", "");
        assertThat(entries.get("tree/up").link()).isEqualTo("../" + "l".repeat(150) + "/ä");
        assertThat(entries.get("tree/zweite").isHardLink()).isTrue();
        assertThat(entries.get("tree/zweite").link()).isEqualTo("tree/block");
        assertThat(entries.get("tree/block").header().mode()).isEqualTo(0751);
        assertThat(entries.get("tree").header().type()).isEqualTo(TarHeader.DIRECTORY);
    }

    @Test
    void joinsTheTwoPartsOfANameOfUstar() throws IOException {
        Path deep = Files.createDirectories(directory.resolve("p".repeat(90) + "/" + "q".repeat(40)));
        Files.writeString(deep.resolve("file"), "1");

        write(archive("--format=ustar", "p".repeat(90)), 512);

        assertThat(contents).containsEntry("p".repeat(90) + "/" + "q".repeat(40) + "/file", "1");
    }

    @Test
    void readsNumbersForWhichAHeaderHasNoRoom() throws IOException {
        TarHeader large = new TarHeader(TarHeader.FILE, 0640, 3_000_000_000L, 4_000_000_000L, 1L << 36, 1);

        write(large.of(bytes("upper/large"), new byte[0]), 512);

        assertThat(entries.get("upper/large").header()).isEqualTo(large);
        assertThatThrownBy(reader::requireComplete)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("it ends in the middle");
    }

    @Test
    void takesTheSizeAndOwnerOfARecordBeforeTheHeader() throws IOException {
        String records = "29 size=00000000000000000003\n18 uid=4000000000\n";
        write(of('x', "PaxHeaders/f", records), 512);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes(new TarHeader(TarHeader.FILE, 0644, 1, 2, 0, 0).of(bytes("f"), new byte[0]));
        rest.writeBytes(padded("abc"));
        rest.writeBytes(of(TarHeader.FILE, "g", "next"));
        rest.writeBytes(END);

        write(rest.toByteArray(), 512);

        assertThat(contents).containsEntry("f", "abc").containsEntry("g", "next");
        assertThat(entries.get("f").header().uid()).isEqualTo(4_000_000_000L);
        assertThat(entries.get("g").header().uid()).isZero();
    }

    @Test
    void knowsAWhiteoutFromAnotherDevice() throws IOException {
        byte[] whiteout = of('3', "upper/gone", "");
        byte[] device = of('3', "upper/null", "");
        System.arraycopy(bytes("0000001 0000003 "), 0, device, 329, 16);
        withSum(device);

        write(whiteout, 512);
        write(device, 512);

        assertThat(entries.get("upper/gone").isWhiteout()).isTrue();
        assertThat(entries.get("upper/null").isWhiteout()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9 path=/x", "99 path=/x\n", "-1 path=/x\n", "x path=/x\n", "6 abc\n", "path"})
    void refusesRecordsThatAreNone(String records) throws IOException {
        byte[] archive = of('x', "PaxHeaders/f", records);

        assertThatThrownBy(() -> write(archive, 512))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("a header is wrong");
    }

    @Test
    void refusesNamesThatFillTheMemory() {
        byte[] archive = new TarHeader('L', 0644, 0, 0, 1L << 33, 0).of(bytes("././@LongLink"), new byte[0]);

        assertThatThrownBy(() -> write(archive, 512))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("of names");
    }

    @Test
    void refusesWhatIsNoArchive() {
        byte[] text = "x".repeat(512).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> write(text, 512))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("in place of a header");
    }

    private void write(byte[] archive, int piece) throws IOException {
        OutputStream target = reader;
        for (int at = 0; at < archive.length; at += piece) {
            target.write(archive, at, Math.min(piece, archive.length - at));
        }
    }

    private byte[] archive(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "tar",
                "--directory",
                directory.toString(),
                "-cf",
                directory.resolve("a.tar").toString()));
        command.addAll(List.of(options));
        Commands.output(command);
        return Files.readAllBytes(directory.resolve("a.tar"));
    }

    private static byte[] of(char type, String name, String content) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        blocks.writeBytes(new TarHeader(type, 0644, 0, 0, bytes(content).length, 0).of(bytes(name), new byte[0]));
        blocks.writeBytes(padded(content));
        return blocks.toByteArray();
    }

    private static byte[] padded(String content) {
        byte[] bytes = bytes(content);
        return Arrays.copyOf(bytes, bytes.length + (-bytes.length & TarHeader.BLOCK - 1));
    }

    private static void withSum(byte[] block) {
        System.arraycopy(bytes("        "), 0, block, 148, 8);
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        System.arraycopy(bytes("%06o\0".formatted(sum)), 0, block, 148, 7);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
