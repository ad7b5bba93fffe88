package dev.esb.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import javax.naming.ldap.LdapName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {

    private static final Instant START = Instant.parse("2026-05-01T12:00:00.5Z");

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void nameDirectory() {
        directory = temporary.resolve("not/there/yet");
    }

    private CertificateFiles ensure(Duration later, String... names) throws Exception {
        return Certificates.ensure(directory, "shop-1", List.of(names), Clock.fixed(START.plus(later), ZoneOffset.UTC));
    }

    private static List<X509Certificate> chain(CertificateFiles files) throws Exception {
        return Pem.certificates(Files.readString(files.serverCertificate()));
    }

    private static List<String> names(CertificateFiles files) throws Exception {
        return chain(files).get(0).getSubjectAlternativeNames().stream()
                .map(typeAndValue -> (String) typeAndValue.get(1))
                .toList();
    }

    @Test
    void writesFilesThatFitTogether() throws Exception {
        CertificateFiles files = ensure(Duration.ZERO, "db");

        assertThat(files.created()).isTrue();
        List<X509Certificate> chain = chain(files);
        assertThat(chain).hasSize(2);
        assertThat(Pem.certificates(Files.readString(files.ca()))).containsExactly(chain.get(1));
        assertThat(Files.readString(files.serverPem()))
                .isEqualTo(Files.readString(files.serverKey()) + Files.readString(files.serverCertificate()));
        KeyStore store = KeyStore.getInstance(files.trustStore().toFile(), "changeit".toCharArray());
        List<String> aliases = Collections.list(store.aliases());
        assertThat(aliases).hasSize(1);
        assertThat(store.isCertificateEntry(aliases.get(0))).isTrue();
        assertThat(store.getCertificate(aliases.get(0))).isEqualTo(chain.get(1));
        try (var inside = Files.list(directory)) {
            assertThat(inside.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "ca.crt", "ca.key", "server.crt", "server.key", "server.pem", "trust.p12");
        }
    }

    @Test
    void issuesCertificatesWithTheRightPowers() throws Exception {
        List<X509Certificate> chain = chain(ensure(Duration.ZERO));
        X509Certificate server = chain.get(0);
        X509Certificate authority = chain.get(1);

        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(authority.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(authority.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getKeyUsage()).containsExactly(true, false, false, false, false, false, false, false, false);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
        assertThat(server.getSubjectX500Principal()).isNotEqualTo(authority.getSubjectX500Principal());
        assertThat(server.getSerialNumber().bitLength()).isBetween(128, 159);
        assertThat(server.getSerialNumber().signum()).isPositive();
    }

    @Test
    void coversTheLocalHostAndEachNameOnceInTheOrderGiven() throws Exception {
        CertificateFiles files =
                ensure(Duration.ZERO, "My_DB", "10.0.0.7", "localhost", "my_db.", "[FD00::1]", "127.0.0.1", "cache");

        assertThat(names(files))
                .containsExactly(
                        "localhost",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1",
                        "my_db",
                        "10.0.0.7",
                        "fd00:0:0:0:0:0:0:1",
                        "cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a..b",
                "host:80",
                "my-db:80",
                "http://db",
                "fe80::1%eth0",
                "1:2",
                "a.*.b",
                "db\n"
            })
    void refusesWhatIsNoName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ensure(Duration.ZERO, name))
                .withMessageContaining("'" + name + "'");
        assertThat(directory).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "😀"})
    void cutsALongCommonName(String character) throws Exception {
        CertificateFiles files = Certificates.ensure(directory, character.repeat(100), List.of(), Clock.systemUTC());

        assertThat(chain(files).get(0).getSubjectX500Principal().getName()).isEqualTo("CN=" + character.repeat(64));
        assertThat(chain(files).get(1).getSubjectX500Principal().getName()).contains("CN=ESB CA " + character);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#shop", "a=b, O=c", "shop+1", "\"shop\""})
    void takesACommonNameAsItIs(String name) throws Exception {
        X509Certificate server = chain(Certificates.ensure(directory, name, List.of(), Clock.systemUTC()))
                .get(0);

        assertThat(new LdapName(server.getSubjectX500Principal().getName())
                        .getRdn(0)
                        .getValue())
                .isEqualTo(name);
    }

    @Test
    void refusesABlankCommonName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Certificates.ensure(directory, " ", List.of(), Clock.systemUTC()));
    }

    @Test
    void validFromAnHourAgoForThirteenMonths() throws Exception {
        X509Certificate server = chain(ensure(Duration.ZERO)).get(0);

        Instant start = Instant.parse("2026-05-01T11:00:00Z");
        assertThat(server.getNotBefore()).isEqualTo(start);
        assertThat(server.getNotAfter()).isEqualTo(start.plus(Duration.ofDays(397)));
    }
}
