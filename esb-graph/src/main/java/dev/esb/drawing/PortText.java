package dev.esb.drawing;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Published ports as lines of a box: {@code 127.0.0.1:28704 → 80}. */
final class PortText {
    private static final Set<String> EVERY_ADDRESS = Set.of("", "0.0.0.0", "::");

    private PortText() {}

    /** A port that is bound on several addresses is one line. */
    static List<String> of(List<Fields> ports) {
        Map<String, Set<String>> byPort = new LinkedHashMap<>();
        for (Fields port : ports) {
            String published = port.text("published");
            byPort.computeIfAbsent(
                            "%s → %s%s"
                                    .formatted(
                                            published.isEmpty() || published.equals("0") ? "any port" : published,
                                            port.text("target"),
                                            port.text("protocol").equals("tcp") ? "" : "/" + port.text("protocol")),
                            key -> new LinkedHashSet<>())
                    .add(EVERY_ADDRESS.contains(port.text("address")) ? "*" : port.text("address"));
        }
        return byPort.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(address -> line(address, each.getKey())))
                .toList();
    }

    private static String line(String address, String ports) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + ports;
    }
}
