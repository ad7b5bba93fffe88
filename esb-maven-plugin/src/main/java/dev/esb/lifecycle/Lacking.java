package dev.esb.lifecycle;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the services of a stack lack to be ready.
 *
 * @param byService what each service lacks that is not ready, in a few words, in the order of the stack
 */
record Lacking(Map<String, String> byService) {

    boolean isNothing() {
        return byService.isEmpty();
    }

    /** {@code web (port 80 does not answer), db (not healthy yet)}. */
    @Override
    public String toString() {
        return byService.entrySet().stream()
                .map(service -> "%s (%s)".formatted(service.getKey(), service.getValue()))
                .collect(Collectors.joining(", "));
    }
}
