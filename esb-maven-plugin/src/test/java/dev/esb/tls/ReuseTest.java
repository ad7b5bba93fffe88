package dev.esb.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReuseTest {

    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path directory;

    private CertificateFiles ensure(Duration later, String... names) throws IOException {
        return Certificates.ensure(directory, "shop-1", List.of(names), Clock.fixed(START.plus(later), ZoneOffset.UTC));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    @Test
    void leavesEverythingAloneWhileItIsGood() throws Exception {
        ensure(Duration.ZERO, "db", "cache", "10.0.0.1");
        Map<String, String> before = contents();

        CertificateFiles again = ensure(Duration.ofDays(360), "CACHE", "10.0.0.1");

        assertThat(again.created()).isFalse();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void reissuesUnderTheSameAuthorityForMoreNames() throws Exception {
        ensure(Duration.ZERO, "db");
        Map<String, String> before = contents();

        CertificateFiles again = ensure(Duration.ZERO, "db", "cache");

        assertSameAuthorityNewServer(before, again);
    }

    @Test
    void whoTrustedTheOldTrustStoreAcceptsTheReissuedCertificate() throws Exception {
        Clock clock = Clock.systemUTC();
        CertificateFiles files = Certificates.ensure(directory, "shop-1", List.of("db"), clock);
        KeyStore trusted = KeyStore.getInstance(files.trustStore().toFile(), "changeit".toCharArray());

        CertificateFiles again = Certificates.ensure(directory, "shop-1", List.of("db", "cache"), clock);

        try (TestServer server = new TestServer(again)) {
            assertThat(server.connect(trusted, "cache")).isNotNull();
        }
    }

    @Test
    void reissuesUnderTheSameAuthorityInTheServerCertificatesLastDays() throws Exception {
        ensure(Duration.ZERO);
        Map<String, String> before = contents();

        assertSameAuthorityNewServer(before, ensure(Duration.ofDays(368)));
    }

    @Test
    void reissuesUnderTheSameAuthorityAfterTheServerCertificatesEnd() throws Exception {
        ensure(Duration.ZERO);
        Map<String, String> before = contents();

        assertSameAuthorityNewServer(before, ensure(Duration.ofDays(700)));
    }

    @Test
    void serverCertificateEndsWithItsAuthority() throws Exception {
        ensure(Duration.ZERO);
        CertificateFiles late = ensure(Duration.ofDays(700));

        var chain = Pem.certificates(Files.readString(late.serverCertificate()));
        assertThat(chain.get(0).getNotAfter()).isEqualTo(chain.get(1).getNotAfter());
        assertThat(ensure(Duration.ofDays(790)).created()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {796, 5000, -1})
    void startsOverWhenTheAuthorityIsNearItsEndOrPastItOrFromTheFuture(int days) throws Exception {
        ensure(Duration.ZERO);

        assertStartsOver(Duration.ofDays(days));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key"})
    void startsOverWithoutAWholeAuthority(String file) throws Exception {
        ensure(Duration.ZERO);
        Files.delete(directory.resolve(file));

        assertStartsOver(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.crt", "server.key", "server.pem", "trust.p12"})
    void replacesAMissingFileUnderTheSameAuthority(String file) throws Exception {
        ensure(Duration.ZERO);
        Map<String, String> before = contents();
        Files.delete(directory.resolve(file));

        assertSameAuthorityNewServer(before, ensure(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key", "server.crt", "server.key", "server.pem", "trust.p12"})
    void recoversFromADamagedFile(String name) throws Exception {
        ensure(Duration.ZERO);
        Path file = directory.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 27, 28, 40, whole.length / 2, whole.length - 30}) {
            byte[] part = Arrays.copyOf(whole, length);
            Files.write(file, part);

            assertRecovers();
        }
        byte[] overwritten = whole.clone();
        Arrays.fill(overwritten, whole.length / 3, whole.length / 3 + 20, (byte) 'x');
        Files.write(file, overwritten);
        assertRecovers();
        Files.write(file, new byte[] {(byte) 0xff, 0, (byte) 0x80});
        assertRecovers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key", "server.crt", "server.key", "server.pem", "trust.p12"})
    void recoversFromAFileOfAnotherSet(String name) throws Exception {
        ensure(Duration.ZERO);
        Path other = another().directory();
        Files.copy(other.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);

        assertRecovers();
    }

    @Test
    void recoversFromAKeyOfAnotherCertificate() throws Exception {
        CertificateFiles files = ensure(Duration.ZERO);
        String otherKey = Files.readString(another().serverKey());
        Files.writeString(files.serverKey(), otherKey);
        Files.writeString(files.serverPem(), otherKey + Files.readString(files.serverCertificate()));

        assertRecovers();
    }

    @Test
    void recoversFromACertificateOfAnotherAuthority() throws Exception {
        CertificateFiles files = ensure(Duration.ZERO);
        CertificateFiles other = another();
        String otherChain = Files.readString(other.serverCertificate());
        String chain = otherChain.replace(Files.readString(other.ca()), Files.readString(files.ca()));
        Files.writeString(files.serverCertificate(), chain);
        Files.copy(other.serverKey(), files.serverKey(), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(files.serverPem(), Files.readString(files.serverKey()) + chain);

        assertRecovers();
    }

    private CertificateFiles another() throws IOException {
        return Certificates.ensure(directory.resolve("other"), "shop-1", List.of(), Clock.fixed(START, ZoneOffset.UTC));
    }

    private void assertRecovers() throws Exception {
        assertThat(ensure(Duration.ZERO).created()).isTrue();
        assertThat(ensure(Duration.ZERO).created()).isFalse();
    }

    private void assertStartsOver(Duration later) throws Exception {
        Map<String, String> before = contents();

        assertThat(ensure(later).created()).isTrue();

        Map<String, String> after = contents();
        after.remove(".lock");
        after.forEach((name, content) -> assertThat(content).as(name).isNotEqualTo(before.get(name)));
        assertThat(ensure(later).created()).isFalse();
    }

    private void assertSameAuthorityNewServer(Map<String, String> before, CertificateFiles again) throws Exception {
        Map<String, String> after = contents();
        assertThat(again.created()).isTrue();
        assertThat(after).containsEntry("ca.crt", before.get("ca.crt")).containsEntry("ca.key", before.get("ca.key"));
        for (String name : List.of("server.crt", "server.key", "server.pem")) {
            assertThat(after.get(name)).as(name).isNotNull().isNotEqualTo(before.get(name));
        }
    }
}
