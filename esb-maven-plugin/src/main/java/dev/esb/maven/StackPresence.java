package dev.esb.maven;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.project.MavenProject;

/**
 * Why a module has no stack although the plugin is bound in it: modules inherit the goals from their parent. In a module whose own pom has
 * the plugin, a Compose file that is missing is an error.
 */
final class StackPresence {
    private StackPresence() {}

    /** @param plugin the plugin's key, {@code groupId:artifactId} */
    static String reasonForNone(MavenProject project, String plugin) {
        if (!project.getModules().isEmpty()) {
            return "an aggregator without a Compose file";
        }
        return isInOwnPom(project, plugin)
                ? ""
                : "this module has no Compose file, and the plugin from its parent's pom";
    }

    private static boolean isInOwnPom(MavenProject project, String plugin) {
        Model own = project.getOriginalModel();
        return Stream.concat(
                        builds(own.getBuild()),
                        // Those of the module's own pom alone, and of the settings.
                        project.getActiveProfiles().stream().flatMap(profile -> builds(profile.getBuild())))
                .map(PluginContainer::getPlugins)
                .flatMap(List::stream)
                .map(Plugin::getKey)
                .anyMatch(plugin::equals);
    }

    private static Stream<PluginContainer> builds(BuildBase build) {
        return build == null
                ? Stream.empty()
                : Stream.of(build, build.getPluginManagement()).filter(Objects::nonNull);
    }
}
