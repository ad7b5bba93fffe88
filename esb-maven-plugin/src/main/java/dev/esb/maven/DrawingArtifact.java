package dev.esb.maven;

import dev.esb.EsbException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * The artifact that draws graphs. It is no dependency of the plugin, so that builds that draw nothing download neither it nor its library; here
 * Maven finds it as it does plugins, and its classes see those of the JDK alone.
 *
 * @param repositories those of plugins
 * @param version that of this plugin
 */
record DrawingArtifact(
        RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories, String version) {
    private static final String CLASS = "dev.esb.drawing.Drawing";

    /**
     * Draws a graph.
     *
     * @return the text of an SVG file
     * @throws EsbException when Maven cannot find the artifact
     */
    String apply(Map<String, Object> graph) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader classes = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(classes);
            return drawing(classes).apply(graph);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Function<Map<String, Object>, String> drawing(ClassLoader classes)
            throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        Function<Map<String, Object>, String> drawing = (Function<Map<String, Object>, String>)
                classes.loadClass(CLASS).getConstructor().newInstance();
        return drawing;
    }

    private URL[] urls() throws MalformedURLException {
        DefaultArtifact artifact = new DefaultArtifact("dev.esb", "esb-graph", "jar", version);
        CollectRequest collect = new CollectRequest(new Dependency(artifact, "runtime"), repositories);
        try {
            List<ArtifactResult> found = system.resolveDependencies(session, new DependencyRequest(collect, null))
                    .getArtifactResults();
            URL[] urls = new URL[found.size()];
            for (int i = 0; i < urls.length; i++) {
                Path file = found.get(i).getArtifact().getFile().toPath();
                urls[i] = file.toUri().toURL();
            }
            return urls;
        } catch (DependencyResolutionException e) {
            throw new EsbException(
                    "Maven cannot find what draws the picture (%s): %s."
                            .formatted(
                                    artifact,
                                    e.getMessage()
                                            .strip()
                                            .replaceAll("\\s+", " ")
                                            .replaceFirst("\\.$", "")),
                    "Run the goal once with a connection to the repository that the plugin is from, and without -o; or print the graph"
                            + " as text, which needs nothing more, with: -Desb.format=json",
                    e);
        }
    }
}
