package dev.esb.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Build;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** A module with this plugin: its effective pom, and its own as it is written, which can differ. */
final class WrittenPom {
    static final String PLUGIN = "dev.esb:esb-maven-plugin";

    private final MavenProject project = new MavenProject();
    private final Plugin plugin = plugin();

    WrittenPom(Path module) {
        project.setFile(module.resolve("pom.xml").toFile());
        project.setBuild(new Build());
        project.getBuild().setDirectory(module.resolve("target").toString());
        project.getBuild().addPlugin(plugin);
    }

    MavenProject project() {
        return project;
    }

    /** @param configuration names and values */
    WrittenPom execution(String id, List<String> goals, String... configuration) {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        execution.setGoals(goals);
        configure(execution, configuration);
        plugin.addExecution(execution);
        plugin.flushExecutionMap();
        return this;
    }

    /** What the plugin has in effect. */
    WrittenPom plugin(String... configuration) {
        configure(plugin, configuration);
        return this;
    }

    /** As it is written, with expressions. */
    WrittenPom written(String... configuration) {
        project.setOriginalModel(model(configuration));
        return this;
    }

    WrittenPom writtenByParent(String... configuration) {
        MavenProject parent = new MavenProject();
        parent.setOriginalModel(model(configuration));
        project.setParent(parent);
        return this;
    }

    private static Model model(String... configuration) {
        Plugin written = plugin();
        configure(written, configuration);
        Model model = new Model();
        model.setBuild(new Build());
        model.getBuild().addPlugin(written);
        return model;
    }

    private static Plugin plugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.esb");
        plugin.setArtifactId("esb-maven-plugin");
        return plugin;
    }

    private static void configure(ConfigurationContainer container, String... configuration) {
        Xpp3Dom root = new Xpp3Dom("configuration");
        for (int i = 0; i < configuration.length; i += 2) {
            Xpp3Dom child = new Xpp3Dom(configuration[i]);
            child.setValue(configuration[i + 1]);
            root.addChild(child);
        }
        container.setConfiguration(root);
    }
}
