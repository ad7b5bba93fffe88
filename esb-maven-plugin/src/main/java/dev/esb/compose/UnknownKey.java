package dev.esb.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of a Compose file that the installed Compose does not know.
 *
 * @param key the key; several where Compose names several
 * @param place where it stands, such as {@code services.web}; empty for the file itself
 */
record UnknownKey(String key, String place) {
    // Compose 2.26: "services.web Additional property prots is not allowed",
    // 2.40: "services.web additional properties 'prots', 'lables' not allowed"; "(root)" for the file itself
    private static final Pattern PLACE_AND_KEYS = Pattern.compile(
            "(\\S+) [Aa]dditional propert(?:y (?<one>.+?) is|ies (?<several>'.+?')) not allowed.*", Pattern.DOTALL);
    // Compose 5: "services.web.prots false schema"
    private static final Pattern PATH = Pattern.compile("(?:(\\S+)\\.)?([^.\\s]+) false schema.*", Pattern.DOTALL);
    private static final Pattern SERVICE = Pattern.compile("services\\.([^.]+)");

    /** Finds it in the words of Compose; empty where they say something else. */
    static Optional<UnknownKey> in(String words) {
        String what = words.replaceFirst("^validating \\S.*?: (?=\\S+ (?:[Aa]dditional propert|false schema))", "");
        Matcher keys = PLACE_AND_KEYS.matcher(what);
        if (keys.matches()) {
            String one = keys.group("one");
            return Optional.of(new UnknownKey(
                    one != null ? "'" + one + "'" : keys.group("several"),
                    keys.group(1).replace("(root)", "")));
        }
        Matcher path = PATH.matcher(what);
        return path.matches()
                ? Optional.of(new UnknownKey("'" + path.group(2) + "'", path.group(1) == null ? "" : path.group(1)))
                : Optional.empty();
    }

    /**
     * Sentences that say what is not known, where it is written, and what to do.
     *
     * @param files the files of the stack, as far as they are known
     */
    String hint(List<Path> files) {
        return "This Compose does not know %s%s%s. A newer Compose may know it ('docker compose version' says which one is here); if it is a typo, correct it. "
                .formatted(key, of(), line(files));
    }

    private String of() {
        Matcher service = SERVICE.matcher(place);
        if (service.matches()) {
            return " of service '%s'".formatted(service.group(1));
        }
        return place.isEmpty() ? "" : " of '%s'".formatted(place);
    }

    /** Only where one line alone can be meant; files that the stack includes are not searched. */
    private String line(List<Path> files) {
        Pattern written = Pattern.compile("[\\s{,-]*[\"']?" + Pattern.quote(key.replace("'", "")) + "[\"']?\\s*:.*");
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            try {
                List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
                for (int i = 0; i < lines.size(); i++) {
                    if (written.matcher(lines.get(i)).matches()) {
                        found.add(" (line %s of '%s')".formatted(i + 1, file));
                    }
                }
            } catch (IOException e) {
                // Compose could read it; without its line, the key is found just as well.
                return "";
            }
        }
        return found.size() == 1 ? found.get(0) : "";
    }
}
