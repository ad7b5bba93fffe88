package dev.esb.isolation;

/**
 * Something that the isolator changed, or that environments still share.
 *
 * @param subject the name of a service, or {@code network NAME}, {@code volume NAME}, {@code config NAME} or {@code secret NAME}
 * @param key the key in the Compose file, such as {@code container_name}
 * @param resource the resource that is global to the engine or host: a name, path, port, subnet or tag, as the file has it
 * @param message what was changed, or what is shared
 * @param advice what the stack's author can do about it; empty for {@link Severity#CHANGED}
 */
public record Finding(Severity severity, String subject, String key, String resource, String message, String advice) {}
