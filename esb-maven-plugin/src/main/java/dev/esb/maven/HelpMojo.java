package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import dev.esb.parameter.WholeNumber;
import dev.esb.parameter.YesOrNo;
import java.util.Comparator;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Describes the goals of this plugin, and with {@code -Ddetail} their parameters. Fails if there is no such goal. */
@Mojo(name = "help", requiresProject = false, threadSafe = true)
public final class HelpMojo extends AbstractMojo {
    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojoExecution;

    /** The goal to describe. Default: all goals. */
    @Parameter(property = "goal")
    private String goal;

    /** Describes the parameters of the goals, too. */
    @Parameter(property = "detail", defaultValue = "false")
    private String detail;

    /** How many characters a line has at most, from 40 to 500. */
    @Parameter(property = "lineLength", defaultValue = "80")
    private String lineLength;

    @Override
    public void execute() throws MojoFailureException {
        try {
            describe(YesOrNo.read("detail", detail), lineLength());
        } catch (EsbException e) {
            throw new MojoFailureException(e.getMessage());
        }
    }

    private int lineLength() {
        return WholeNumber.read(lineLength, 40, 500)
                .orElseThrow(() -> new UnusableValueException(
                        "length of lines", "lineLength", lineLength, "a whole number from 40 to 500"));
    }

    private void describe(boolean withParameters, int length) {
        // Of Maven, which has read it already, with the descriptions.
        PluginDescriptor plugin = mojoExecution.getMojoDescriptor().getPluginDescriptor();
        List<MojoDescriptor> goals = plugin.getMojos().stream()
                .sorted(Comparator.comparing(MojoDescriptor::getGoal))
                .toList();
        HelpText text = new HelpText(length);
        if (goal == null || goal.isBlank()) {
            text.line(0, "%s %s".formatted(plugin.getName(), plugin.getVersion()));
            text.line(1, plugin.getDescription());
            text.blank();
            goals.forEach(each -> text.goal(each, withParameters));
            text.line(
                    0,
                    "'mvn %s:help -Ddetail -Dgoal=NAME' describes the parameters of a goal."
                            .formatted(plugin.getGoalPrefix()));
        } else {
            text.goal(find(goals), withParameters);
        }
        getLog().info(text.toString());
    }

    private MojoDescriptor find(List<MojoDescriptor> goals) {
        String prefix = goals.get(0).getPluginDescriptor().getGoalPrefix();
        String name = goal.strip().replaceFirst("^" + prefix + ":", "");
        return goals.stream()
                .filter(candidate -> candidate.getGoal().equals(name))
                .findFirst()
                .orElseThrow(() -> new EsbException("There is no goal '%s' (goal). The goals are: %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        goals.stream()
                                                .map(MojoDescriptor::getGoal)
                                                .toList()))));
    }
}
