package dev.esb.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.esb.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that decides what is in the data of a stack once it is provisioned. Another value of one of them makes another snapshot.
 *
 * @param values a text that stands for the value of each, by a name for messages
 */
public record SnapshotInputs(SortedMap<String, String> values) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Of a value, in the label of a snapshot. Only what has changed is read from there. */
    private static final int DIGITS = 8;

    /** In characters. The kernel takes arguments of 128 KiB. */
    private static final int LONGEST_TEXT = 60_000;

    static SnapshotInputs empty() {
        return new SnapshotInputs(new TreeMap<>());
    }

    /** Adds a text. */
    void add(String name, String value) {
        values.put(name, Hash.of(value));
    }

    /** Adds a part of a model. The order of its keys does not count. */
    void add(String name, JsonNode value) {
        try {
            add(name, MAPPER.writeValueAsString(MAPPER.convertValue(value, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of the snapshot that fits them. */
    String key() {
        return Hash.of(values.toString());
    }

    /** For a label. Where there are very many, it has none, and a message cannot name them. */
    String text() {
        SortedMap<String, String> shortened = new TreeMap<>();
        values.forEach((name, value) -> shortened.put(name, value.substring(0, DIGITS)));
        String text = json(shortened);
        return text.length() > LONGEST_TEXT ? "{}" : text;
    }

    private static String json(SortedMap<String, String> values) {
        try {
            return MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of those that have another value than when a snapshot was made, or are new, or are not there any more. */
    List<String> changedSince(String text) {
        SortedMap<String, String> then;
        try {
            then = MAPPER.readValue(text, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            // Another version of this plugin has made the snapshot.
            return List.of("the version of this plugin");
        }
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(then.keySet());
        List<String> changed = new ArrayList<>();
        for (String name : then.isEmpty() ? List.<String>of() : names) {
            String value = values.getOrDefault(name, "");
            if (!value.startsWith(then.getOrDefault(name, "-")) || value.isEmpty()) {
                changed.add(name);
            }
        }
        return changed;
    }
}
