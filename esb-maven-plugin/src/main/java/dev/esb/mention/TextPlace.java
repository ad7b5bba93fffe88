package dev.esb.mention;

/**
 * Where a text is in the model.
 *
 * @param subject the service, or {@code config NAME}
 * @param section the key in the Compose file, such as {@code environment}
 * @param name the variable, label or other key whose value the text is
 * @param before the element before it, where it is one of a list; else empty
 */
public record TextPlace(String subject, String section, String name, String before) {
    /** Whether it only asks the container itself, as a healthcheck does, and a label with a wait. */
    boolean asksContainer() {
        return section.equals("healthcheck") || section.equals("labels") && name.startsWith("dev.esb.wait.");
    }

    /** Whether the engine, or a program beside it, reads the text, and no process in a container. */
    boolean isReadOnHost() {
        return section.equals("logging") || section.equals("provider");
    }

    /** Whether it is a word of a command. */
    public boolean isCommand() {
        return section.equals("command") || section.equals("entrypoint");
    }
}
