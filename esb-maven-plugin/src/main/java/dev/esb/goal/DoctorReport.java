package dev.esb.goal;

import dev.esb.doctor.CheckResult;
import dev.esb.doctor.CheckResult.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link DoctorGoal} prints. */
record DoctorReport(List<CheckResult> results) {
    private static final int LINE = 110;
    private static final int STATUS = "warning".length() + 2;

    /** A word, or a command in quotes, which has to stay in one line to be copied. */
    private static final Pattern PART = Pattern.compile("'[^']*'\\S*|\\S+");

    /** A line for each result, folded; what to do about it in the lines below; and how many of which there are. */
    List<String> lines() {
        int name = results.stream()
                        .mapToInt(result -> result.name().length())
                        .max()
                        .orElse(0)
                + 2;
        String indent = " ".repeat(STATUS + name);
        List<String> lines = new ArrayList<>();
        for (CheckResult result : results) {
            List<String> text = folded(result.found(), LINE - indent.length());
            lines.add(padded(word(result.status()), STATUS) + padded(result.name(), name) + text.get(0));
            text.stream().skip(1).forEach(line -> lines.add(indent + line));
            if (!result.advice().isEmpty()) {
                List<String> advice = folded(result.advice(), LINE - indent.length() - 3);
                lines.add(indent + "-> " + advice.get(0));
                advice.stream().skip(1).forEach(line -> lines.add(indent + "   " + line));
            }
        }
        lines.add(count());
        return lines;
    }

    boolean hasErrors() {
        return number(Status.ERROR) > 0;
    }

    /** {@code 2 errors, 1 warning}. */
    String count() {
        return number(Status.ERROR) == 0 && number(Status.WARNING) == 0
                ? "no errors, no warnings"
                : "%s, %s".formatted(number(Status.ERROR, "error"), number(Status.WARNING, "warning"));
    }

    private String number(Status status, String word) {
        long number = number(status);
        return (number == 0 ? "no" : number) + " " + word + (number == 1 ? "" : "s");
    }

    private long number(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** The value of {@code -Desb.format=json}, which {@code docs/schema/doctor.schema.json} describes. */
    List<Map<String, Object>> fields() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (CheckResult result : results) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", result.name());
            fields.put("status", word(result.status()));
            fields.put("found", result.found());
            fields.put("advice", result.advice());
            all.add(fields);
        }
        return all;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static List<String> folded(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            if (!line.isEmpty() && line.length() + 1 + parts.group().length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(parts.group());
        }
        lines.add(line.toString());
        return lines;
    }
}
