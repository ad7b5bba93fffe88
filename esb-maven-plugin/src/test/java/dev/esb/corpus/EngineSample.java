package dev.esb.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A varied few out of many stacks: such that every feature that any of them has is in one, and for the rest some from all over the
 * list. Only what is written in a file decides, never its name.
 */
final class EngineSample {
    /** A stack with more containers adds time and nothing new. */
    private static final int MOST_IMAGES = 12;

    private static final Pattern IMAGE = pattern("(image|build|extends):");

    private static final List<Pattern> FEATURES = List.of(
            pattern("container_name:"),
            pattern("container_name: .*\\$\\{"),
            pattern("(network_mode|pid|ipc): [\"']?container:"),
            pattern("(network_mode|pid|ipc): [\"']?service:"),
            pattern("(network_mode|pid|ipc): [\"']?host"),
            pattern("(external_links|links|volumes_from):"),
            pattern("- [\"']?\\$\\{[^}]+}:\\d+"),
            pattern("- [\"']?\\d+-\\d+:\\d+-\\d+"),
            pattern("- [\"']?\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+:\\d+"),
            pattern("- [\"']?\\S*\\d/udp"),
            pattern("(published|target): \\d+"),
            pattern("(ipv4_address|subnet|gateway):"),
            pattern("external: (true|\\n\\s+name:)"),
            pattern("^networks:(\\s.*)?\\n(.*\\n)*?\\s+name:"),
            pattern("^volumes:(\\s.*)?\\n(.*\\n)*?\\s+(name|driver|driver_opts):"),
            pattern("^(secrets|configs):"),
            pattern("^name:"),
            pattern("(extends|include):"),
            pattern("profiles:"),
            pattern("(replicas|scale):"),
            pattern("build:"),
            pattern("condition: service_completed_successfully"),
            pattern("condition: service_healthy"),
            pattern("/var/run/docker\\.sock"),
            pattern("- [\"']?/(etc|dev|sys|proc|lib)/"),
            pattern("(devices|privileged|cap_add):"),
            pattern("<<: "),
            pattern("localhost:\\d+"));

    private EngineSample() {}

    /** @param size how many stacks, if there are as many */
    static List<Path> of(List<Path> stacks, int size) {
        Map<Path, Set<Integer>> features = new LinkedHashMap<>();
        for (Path stack : stacks) {
            String text = text(stack);
            if (IMAGE.matcher(text).results().count() <= MOST_IMAGES || size >= stacks.size()) {
                features.put(stack, features(text));
            }
        }
        Set<Path> chosen =
                new LinkedHashSet<>(covering(features).stream().limit(size).toList());
        List<Path> others = new ArrayList<>(features.keySet());
        others.removeAll(chosen);
        int missing = Math.min(size - chosen.size(), others.size());
        for (int i = 0; i < missing; i++) {
            chosen.add(others.get(i * others.size() / missing));
        }
        return List.copyOf(chosen);
    }

    /** The one with most of what is missing, again and again, until nothing is. */
    private static List<Path> covering(Map<Path, Set<Integer>> features) {
        Set<Integer> missing =
                features.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        List<Path> chosen = new ArrayList<>();
        while (!missing.isEmpty()) {
            Path best = features.keySet().stream()
                    .max(Comparator.comparingLong(stack -> features.get(stack).stream()
                            .filter(missing::contains)
                            .count()))
                    .orElseThrow();
            chosen.add(best);
            missing.removeAll(features.get(best));
        }
        return chosen;
    }

    private static Set<Integer> features(String text) {
        Set<Integer> found = new TreeSet<>();
        for (int i = 0; i < FEATURES.size(); i++) {
            if (FEATURES.get(i).matcher(text).find()) {
                found.add(i);
            }
        }
        return found;
    }

    /** Without lines that are only comments. */
    private static String text(Path stack) {
        try {
            return Files.readString(stack.resolve("compose.yml")).replaceAll("(?m)^\\s*#.*\\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE);
    }
}
