package dev.esb.host;

import dev.esb.environment.PortRange;
import dev.esb.environment.Subnet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel says of this machine and that decides whether environments have room on it. On another system than Linux, nothing is
 * known.
 *
 * @param root the directory that has {@code proc} and {@code run}
 * @param disks finds the room of the file system on which a path is
 */
public record Machine(Path root, Function<Path, Optional<DiskSpace>> disks) {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB$");
    private static final Pattern TWO_NUMBERS = Pattern.compile("(\\d{1,5})\\s+(\\d{1,5})");

    private static final int LONGEST = 1 << 16;

    /** The machine that this process runs on. */
    public static Machine current() {
        return new Machine(Path.of("/"), DiskSpace::of);
    }

    /** The bytes of memory that processes can get without swapping (proc_meminfo(5)). */
    public OptionalLong availableMemory() {
        return availableMemory(read("proc/meminfo"));
    }

    static OptionalLong availableMemory(String meminfo) {
        Matcher line = AVAILABLE.matcher(meminfo);
        return line.find() ? OptionalLong.of(1024 * Long.parseLong(line.group(1))) : OptionalLong.empty();
    }

    /**
     * The ports from which outgoing connections have theirs (<a
     * href="https://docs.kernel.org/networking/ip-sysctl.html">ip_local_port_range</a>).
     */
    public Optional<PortRange> outgoingPorts() {
        Matcher numbers = TWO_NUMBERS.matcher(read("proc/sys/net/ipv4/ip_local_port_range"));
        return numbers.matches()
                ? Optional.of(new PortRange(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
                : Optional.empty();
    }

    /** The ports that outgoing connections never have, such as {@code 8080,20000-32767} (ip_local_reserved_ports); empty for none. */
    public String reservedPorts() {
        return read("proc/sys/net/ipv4/ip_local_reserved_ports");
    }

    /** The lowest port that every user may listen on (ip_unprivileged_port_start). */
    public OptionalInt firstUnprivilegedPort() {
        String text = read("proc/sys/net/ipv4/ip_unprivileged_port_start");
        return text.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Whether systemd runs the machine (sd_booted(3)). */
    public boolean hasSystemd() {
        return Files.isDirectory(root.resolve("run/systemd/system"));
    }

    /** Empty where it is not known. */
    public String hostName() {
        return read("proc/sys/kernel/hostname");
    }

    /** The networks to which there is a route in any table, without default routes. */
    public List<Subnet> routes() {
        return HostRoutes.read(root.resolve("proc/net"));
    }

    /** The ports of a range on which something listens; see {@link ListeningPorts}. */
    public Set<Integer> listening(PortRange range) {
        return ListeningPorts.in(range, root.resolve("proc/net"));
    }

    private String read(String file) {
        // Not Files.readString, which reads a file without a size byte by byte: of numbers, the kernel then gives the
        // first digit.
        try (InputStream input = Files.newInputStream(root.resolve(file))) {
            return new String(input.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
