package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartErrorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed:"
                        + " unable to start container process: exec: \"/no/such\": stat /no/such: no such file or directory: unknown"
                        + " | its program '/no/such' cannot be run: no such file or directory | Correct 'entrypoint' or 'command'",
                "OCI runtime create failed: runc create failed: unable to start container process: exec: \"serve\":"
                        + " executable file not found in $PATH: unknown"
                        + " | its program 'serve' cannot be run: executable file not found in $PATH | Correct 'entrypoint'",
                "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed:"
                        + " unable to start container process: error during container init: error mounting \"/a/file\" to rootfs at"
                        + " \"/etc\": mount /a/file:/etc (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you"
                        + " trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists"
                        + " | '/a/file' cannot be mounted at '/etc': not a directory | A file can be mounted only over a file",
                "could not select device driver \"nvidia\" with capabilities: [[gpu]]"
                        + " | could not select device driver \"nvidia\" with capabilities: [[gpu]] |",
            })
    void saysWhatTheEngineRefusesWithoutItsParts(String words, String reason, String advice) {
        StartError error = StartError.of(words);

        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.advice()).startsWith(advice == null ? "" : advice);
        assertThat(error.advice().isEmpty()).isEqualTo(advice == null);
    }
}
