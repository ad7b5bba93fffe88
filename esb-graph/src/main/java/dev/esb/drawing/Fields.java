package dev.esb.drawing;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** An object of the graph's JSON. What is missing is empty, 0 or false. */
record Fields(Map<?, ?> values) {

    String text(String name) {
        Object value = values.get(name);
        return value == null ? "" : value.toString();
    }

    int number(String name) {
        return values.get(name) instanceof Number number ? number.intValue() : 0;
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    List<Fields> objects(String name) {
        return elements(name).stream()
                .filter(Map.class::isInstance)
                .map(each -> new Fields((Map<?, ?>) each))
                .toList();
    }

    List<String> texts(String name) {
        return elements(name).stream().map(Object::toString).toList();
    }

    private Collection<?> elements(String name) {
        return values.get(name) instanceof Collection<?> elements ? elements : List.of();
    }
}
