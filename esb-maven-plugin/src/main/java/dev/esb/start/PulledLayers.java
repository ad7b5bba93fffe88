package dev.esb.start;

import dev.esb.ServiceState;
import dev.esb.docker.ProgressLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the images is pulled, by the lines of their layers. Compose does not say which layer is of which image: where it pulls several,
 * the numbers are those of all of them.
 */
final class PulledLayers {
    // "Downloading [====>      ]  12.3MB/27.5MB"
    private static final Pattern DOWNLOAD =
            Pattern.compile("Downloading\\b.*?([\\d.]+)([kMGT]?)B/([\\d.]+)([kMGT]?)B\\s*");
    private static final Pattern DOWNLOADED = Pattern.compile("(?:Download complete|Pull complete|Extracting\\b.*)");

    private static final double MEGA = 1e6;

    private final Map<String, Long> done = new HashMap<>();
    private final Map<String, Long> total = new HashMap<>();
    private final Set<String> pulling = new LinkedHashSet<>();

    void accept(ProgressLine layer) {
        Matcher download = DOWNLOAD.matcher(layer.state());
        if (download.matches()) {
            done.put(layer.name(), bytes(download.group(1), download.group(2)));
            total.put(layer.name(), bytes(download.group(3), download.group(4)));
        } else if (DOWNLOADED.matcher(layer.state()).matches() && total.containsKey(layer.name())) {
            done.put(layer.name(), total.get(layer.name()));
        }
    }

    void isPulled(List<String> services, boolean isEnd) {
        if (isEnd) {
            services.forEach(pulling::remove);
        } else {
            pulling.addAll(services);
        }
    }

    /** The services whose images are pulled now. */
    List<String> services() {
        return new ArrayList<>(pulling);
    }

    /** What each of them does. */
    ServiceState state() {
        long all = total.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return ServiceState.of(ServiceState.Kind.PULLING);
        }
        long now = done.values().stream().mapToLong(Long::longValue).sum();
        String detail = String.format(Locale.ROOT, "of %.1f MB", all / MEGA)
                + (pulling.size() > 1 ? " for %s services".formatted(pulling.size()) : "");
        return new ServiceState(ServiceState.Kind.PULLING, detail, OptionalInt.of((int) (now * 100 / all)));
    }

    private static long bytes(String number, String unit) {
        double factor = switch (unit) {
            case "k" -> 1e3;
            case "M" -> MEGA;
            case "G" -> 1e9;
            case "T" -> 1e12;
            default -> 1;
        };
        return (long) (Double.parseDouble(number) * factor);
    }
}
