package dev.esb.maven;

import java.util.Comparator;
import java.util.List;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** Builds the text of {@link HelpMojo}. */
final class HelpText {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private final int lineLength;

    /** @param lineLength how many characters a line has at most; a word that is longer has a line of its own */
    HelpText(int lineLength) {
        this.lineLength = lineLength;
    }

    /** A goal, and its parameters if they are wanted. */
    void goal(MojoDescriptor goal, boolean detail) {
        line(0, goal.getFullGoalName().replaceFirst("^.*:([^:]+:[^:]+)$", "$1"));
        line(1, goal.getDescription());
        blank();
        List<Parameter> parameters = settable(goal);
        if (detail && !parameters.isEmpty()) {
            line(1, "Parameters:");
            blank();
            parameters.forEach(parameter -> parameter(parameter, goal.getMojoConfiguration()));
        }
    }

    /** A paragraph, folded. */
    void line(int depth, String paragraph) {
        String indent = INDENT.repeat(depth);
        StringBuilder line = new StringBuilder();
        for (String word : (paragraph == null ? "" : paragraph.strip()).split("\\s+")) {
            if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > lineLength) {
                text.append(indent).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        text.append(indent).append(line).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    private void parameter(Parameter parameter, PlexusConfiguration values) {
        PlexusConfiguration value = values.getChild(parameter.getName(), false);
        String standard = value == null ? null : value.getAttribute("default-value");
        line(2, parameter.getName() + (standard == null ? "" : " (Default: %s)".formatted(standard)));
        line(3, parameter.getDescription());
        String property = value == null ? null : value.getValue(null);
        if (property != null) {
            line(3, "User property: " + property.replaceFirst("^\\$\\{(.*)}$", "$1"));
        }
        blank();
    }

    /** Those that Maven sets by itself are left out. */
    private static List<Parameter> settable(MojoDescriptor goal) {
        return goal.getParameters() == null
                ? List.of()
                : goal.getParameters().stream()
                        .filter(Parameter::isEditable)
                        .sorted(Comparator.comparing(Parameter::getName))
                        .toList();
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
