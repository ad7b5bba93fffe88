package dev.esb.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an engine is known by, in the markers of directories. Docker has an ID of its own that lasts as long as its data; Podman makes up
 * another one for every answer, and is known by a mark that environments leave on it.
 *
 * @param own what new directories are marked with; empty where the engine has no mark yet, and where no engine answers
 * @param further what directories can be marked with that were made before
 * @param isMark whether the engine has no ID of its own that lasts: it is Podman
 */
public record EngineIds(String own, List<String> further, boolean isMark) {
    /** On a mark, and on every container of an environment. */
    public static final String LABEL = "dev.esb.engine";

    /** Those of an engine whose ID lasts. */
    public static EngineIds lasting(String id) {
        return new EngineIds(id, List.of(), false);
    }

    /**
     * Those of an engine without an ID that lasts, before its mark is read.
     *
     * @param place the engine's host and data directory, by which earlier versions knew it; engines on two hosts can have the same
     */
    public static EngineIds changing(String place) {
        return new EngineIds("", List.of(place), true);
    }

    /** All of them; {@link #own} is the first. */
    public List<String> all() {
        List<String> all = new ArrayList<>(List.of(own));
        all.addAll(further);
        return List.copyOf(all);
    }

    /** The labels for every container of an environment: if the mark is removed, they tell what it was. */
    public Map<String, String> labels() {
        return isMark && !own.isEmpty() ? Map.of(LABEL, own) : Map.of();
    }

    /** Those of an engine whose mark is read, or made. */
    public EngineIds with(String mark) {
        return new EngineIds(mark, further, isMark);
    }
}
