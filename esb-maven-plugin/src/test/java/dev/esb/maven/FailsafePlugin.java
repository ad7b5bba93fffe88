package dev.esb.maven;

import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Failsafe in a project's build. */
final class FailsafePlugin {
    private FailsafePlugin() {}

    static Plugin add(MavenProject project, String version) {
        Plugin plugin = new Plugin();
        plugin.setGroupId("org.apache.maven.plugins");
        plugin.setArtifactId("maven-failsafe-plugin");
        plugin.setVersion(version);
        project.getBuild().addPlugin(plugin);
        return plugin;
    }

    /** Adds an execution of its own with one parameter. */
    static PluginExecution execute(Plugin plugin, String parameter, String value) {
        PluginExecution execution = new PluginExecution();
        execution.setId("execution-" + plugin.getExecutions().size());
        execution.setConfiguration(configuration(parameter, value));
        plugin.addExecution(execution);
        return execution;
    }

    static Xpp3Dom configuration(String parameter, String value) {
        Xpp3Dom element = new Xpp3Dom(parameter);
        element.setValue(value);
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(element);
        return configuration;
    }
}
