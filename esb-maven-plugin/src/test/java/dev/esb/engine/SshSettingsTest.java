package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshSettingsTest {
    private static final SshDestination DESTINATION = new SshDestination("me", "alias", "2222");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxyusefdpass no | false",
                "proxyjump none | false",
                "proxycommand none | false",
                "proxyjump me@gate:22 | true",
                "proxycommand nc %h %p | true"
            })
    void sayWhetherAnotherMachineIsBetween(String line, boolean isProxied) {
        assertThat(SshSettings.parse("host alias\nhostname 10.1.2.3\r\nport 22\n" + line + "\n", "alias"))
                .isEqualTo(new SshSettings("10.1.2.3", isProxied));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void areThoseOfUserAndPortAsGiven() throws IOException {
        Path ssh = script("echo \"hostname $*\"");

        assertThat(SshSettings.ask(ssh.toString(), DESTINATION).hostName()).isEqualTo("-G -l me -p 2222 -- alias");
        assertThat(SshSettings.ask(ssh.toString(), new SshDestination("", "fe80::1%eth0", ""))
                        .hostName())
                .isEqualTo("-G -- fe80::1%eth0");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void areTheNameItselfWhereSshSaysNothing() throws IOException {
        assertThat(SshSettings.ask(script("exit 255").toString(), DESTINATION))
                .isEqualTo(new SshSettings("alias", false));
    }

    @Test
    void areTheNameItselfWhereThereIsNoSsh() {
        assertThat(SshSettings.ask(directory.resolve("none").toString(), DESTINATION))
                .isEqualTo(new SshSettings("alias", false));
    }

    private Path script(String line) throws IOException {
        Path script = Files.writeString(directory.resolve("ssh"), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
