package dev.esb.maven;

import dev.esb.goal.TextTable;
import dev.esb.isolation.Finding;
import java.util.List;
import java.util.Locale;

/** Formats findings as a table, sorted by severity, the most severe first. */
final class FindingsTable {
    private FindingsTable() {}

    /** The lines of the table; empty if there are no findings. */
    static List<String> lines(List<Finding> findings) {
        TextTable table = new TextTable("SEVERITY", "SUBJECT", "KEY", "FINDING");
        findings.stream()
                .sorted((a, b) -> a.severity().compareTo(b.severity()))
                .forEach(finding -> table.add(
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.subject(),
                        finding.key(),
                        finding.message()));
        return table.isEmpty() ? List.of() : table.lines();
    }
}
