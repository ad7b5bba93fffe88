package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class ProcessHostTest {
    private static final String MACHINE = "e08d2021fbdd6f894fde550c98aff54d";
    private static final String BOOT = "6f1c9f3e-0f0e-4f63-a3a5-5d2f4a1f7c11";

    @TempDir
    private Path root;

    @BeforeEach
    void makeFiles() throws IOException {
        write("etc/machine-id", MACHINE + "\n");
        write("proc/sys/kernel/random/boot_id", BOOT + "\n");
        status("1000", "0000000000000000");
        Files.createDirectories(root.resolve("proc/42/ns"));
        Files.createSymbolicLink(root.resolve("proc/42/ns/pid"), Path.of("pid:[4026531836]"));
        Files.createSymbolicLink(root.resolve("proc/42/ns/user"), Path.of("user:[4026531837]"));
        Files.createSymbolicLink(root.resolve("proc/self"), Path.of("42"));
    }

    @Test
    void isWhatTheFilesOfLinuxSay() {
        assertThat(read())
                .isEqualTo(new ProcessHost("box", MACHINE, BOOT, "pid:[4026531836]", "1000@user:[4026531837]", false));
    }

    @Test
    void ofThisProcessIsKnown() {
        ProcessHost current = ProcessHost.current();

        assertThat(current.boot()).hasSize(36);
        assertThat(current.namespace()).startsWith("pid:[");
        assertThat(current.user()).matches("\\d+@user:\\[\\d+]");
    }

    @Test
    void isUnknownWithoutThem(@TempDir Path empty) {
        assertThat(ProcessHost.read(empty, "mac", 42)).isEqualTo(new ProcessHost("mac", "", "", "", "", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "uninitialized\n", "a|b\n"})
    void hasNoMachineWhereTheFileNamesNone(String text) throws IOException {
        write("etc/machine-id", text);

        assertThat(read().machine()).isEmpty();
        assertThat(read().boot()).isEqualTo(BOOT);
    }

    /** As after {@code unshare --pid} without a new mount of {@code /proc}: its numbers are others'. */
    @Test
    void hasNoNamespaceWhereProcIsThatOfAnother() {
        assertThat(ProcessHost.read(root, "box", 2).namespace()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "user:[4026531837], 000001ffffffffff, true",
        "user:[4026531837], 00000000a80425fb, false",
        "user:[4026532999], 000001ffffffffff, false"
    })
    void seesAllProcessesAsRootOfTheMachineThatMayTraceThem(String namespace, String capabilities, boolean expected)
            throws IOException {
        status("0", capabilities);
        Files.delete(root.resolve("proc/42/ns/user"));
        Files.createSymbolicLink(root.resolve("proc/42/ns/user"), Path.of(namespace));

        assertThat(read().seesAll()).isEqualTo(expected);
    }

    private ProcessHost read() {
        return ProcessHost.read(root, "box", 42);
    }

    /** The user is the second number, by which the kernel decides. */
    private void status(String user, String capabilities) throws IOException {
        write("proc/42/status", "Name:\tjava\nUid:\t7\t%s\t7\t7\nCapEff:\t%s\n".formatted(user, capabilities));
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
