package dev.esb.goal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.esb.environment.UnusableValueException;

/** The form in which a goal prints its result ({@code esb.format}). */
public enum OutputFormat {
    TABLE,
    JSON;

    /** By itself, so that its many classes are loaded only where JSON is wanted. */
    private static final class Writer {
        private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    }

    /** @throws dev.esb.EsbException when there is no such format */
    public static OutputFormat of(String text) {
        return switch (text.strip()) {
            case "table" -> TABLE;
            case "json" -> JSON;
            default -> throw new UnusableValueException("format", "esb.format", text, "'table' or 'json'");
        };
    }

    public static String json(Object value) {
        try {
            return Writer.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
