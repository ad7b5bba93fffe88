package dev.esb.isolation;

/**
 * Something that the isolator changed, or that stays shared.
 *
 * @param subject the service it is about, or {@code network NAME}, {@code volume NAME} and the like
 * @param key the key in the file, such as {@code container_name}
 * @param resource what is global: the name, path, port, subnet or tag, as it was written
 * @param message what is so, or what was done
 * @param advice what the stack's author can do about it; empty where there is nothing to do
 */
public record Finding(Severity severity, String subject, String key, String resource, String message, String advice) {}
