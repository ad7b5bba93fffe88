package dev.esb.corpus;

import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why stacks share something, in a word or two, and how many stacks do for each reason. */
final class SharedReasons {
    private static final Set<String> NAMESPACES = Set.of("pid", "ipc", "uts", "cgroup", "userns_mode");

    private SharedReasons() {}

    /** As in {@code (external network 3, text 4)}, after a blank; empty where there is none. A stack with several reasons counts for each. */
    static String of(Collection<? extends Collection<Finding>> stacks) {
        Map<String, Integer> counts = new TreeMap<>();
        stacks.forEach(findings -> reasons(findings).forEach(reason -> counts.merge(reason, 1, Integer::sum)));
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static Set<String> reasons(Collection<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.SHARED)
                .map(SharedReasons::reason)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String reason(Finding finding) {
        if (finding.message().startsWith("mentions ")) {
            return "text";
        }
        if (finding.message().startsWith("talks to the engine")) {
            return "socket of the engine";
        }
        if (finding.key().equals("external")) {
            return "external " + finding.subject().split(" ")[0];
        }
        if (NAMESPACES.contains(finding.key())) {
            return "namespace";
        }
        return finding.message().startsWith("can write to ") ? "host path" : finding.key();
    }
}
