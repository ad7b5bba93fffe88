package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.PortRange;
import dev.esb.environment.Subnet;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path root;

    /** Of a file of numbers, the kernel gives what one call reads, and nothing more. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void readsWhatTheKernelSays() {
        Machine machine = Machine.current();

        assertThat(machine.outgoingPorts())
                .hasValueSatisfying(range -> assertThat(range.first()).isBetween(1024, range.last()));
        assertThat(machine.firstUnprivilegedPort().orElseThrow()).isBetween(0, 65535);
        assertThat(machine.availableMemory().orElseThrow()).isGreaterThan(1 << 20);
        assertThat(machine.hostName()).isNotEmpty();
    }

    @Test
    void readsTheLinesThatMatter() throws IOException {
        write("proc/meminfo", "MemTotal:       25276063744 kB\nMemFree: 1 kB\nMemAvailable:   2048 kB\n");
        write("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        write("proc/net/route", "Iface\tDestination\n" + "tun0\t0000000A\t0\t1\t0\t0\t0\t000000FF\n");
        Files.createDirectories(root.resolve("run/systemd/system"));
        Machine machine = new Machine(root, path -> Optional.empty());

        assertThat(machine.availableMemory()).hasValue(2 << 20);
        assertThat(machine.outgoingPorts()).contains(new PortRange(32768, 60999));
        assertThat(machine.routes()).containsExactly(Subnet.parse("10.0.0.0/8"));
        assertThat(machine.hasSystemd()).isTrue();
    }

    @Test
    void knowsNothingOfAnotherSystem() {
        Machine machine = new Machine(root, path -> Optional.empty());

        assertThat(machine.availableMemory()).isEmpty();
        assertThat(machine.outgoingPorts()).isEmpty();
        assertThat(machine.firstUnprivilegedPort()).isEmpty();
        assertThat(machine.reservedPorts()).isEmpty();
        assertThat(machine.routes()).isEmpty();
        assertThat(machine.hasSystemd()).isFalse();
        assertThat(machine.listening(PortRange.DEFAULT)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesWhatListensAndNotWhatIsConnectedOnly() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                DatagramSocket udp = new DatagramSocket(0, loopback);
                Socket connected = new Socket(loopback, tcp.getLocalPort())) {
            assertThat(Machine.current().listening(new PortRange(1, 65535)))
                    .contains(tcp.getLocalPort(), udp.getLocalPort())
                    .doesNotContain(connected.getLocalPort());
            assertThat(Machine.current().listening(new PortRange(tcp.getLocalPort() + 1, 65535)))
                    .doesNotContain(tcp.getLocalPort());
        }
    }

    @Test
    void knowsTheRoomOnADisk() {
        assertThat(DiskSpace.of(root)).hasValueSatisfying(space -> {
            assertThat(space.free()).isBetween(1L, space.total());
            assertThat(space.freeFiles()).isPositive();
        });
        assertThat(DiskSpace.of(root.resolve("none"))).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
