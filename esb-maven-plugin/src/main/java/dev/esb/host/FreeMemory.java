package dev.esb.host;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory new processes can use on this machine. */
public final class FreeMemory {
    /** <a href="https://man7.org/linux/man-pages/man5/proc_meminfo.5.html">proc_meminfo(5)</a>. */
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private FreeMemory() {}

    /** In bytes. On Linux with what the system's caches would give back; at most what the container has, in which this process runs. */
    public static long bytes() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long limit = system.getTotalMemorySize();
        try {
            return Math.min(limit, available(Files.readAllLines(MEMINFO, StandardCharsets.US_ASCII), limit));
        } catch (IOException e) {
            // Another system than Linux.
            return system.getFreeMemorySize();
        }
    }

    /** @param otherwise where the lines do not say it */
    static long available(List<String> lines, long otherwise) {
        return Machine.availableMemory(String.join("\n", lines)).orElse(otherwise);
    }
}
