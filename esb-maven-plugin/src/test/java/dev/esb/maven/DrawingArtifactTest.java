package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.junit.jupiter.api.Test;

/** Where Maven does not find it; the project {@code no-pom} in {@code it} has it draw. */
class DrawingArtifactTest {
    private static final RemoteRepository REPOSITORY =
            new RemoteRepository.Builder("plugins", "default", "https://repository.example.org").build();

    private DependencyRequest request;

    @Test
    void saysHowToGetIt() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();

        assertThatThrownBy(() -> artifact().apply(Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "Maven cannot find what draws the picture (dev.esb:esb-graph:jar:1.2.3): Cannot access plugins"
                                + " in offline mode. Run the goal once with a connection to the repository that the plugin is from, and"
                                + " without -o; or print the graph as text, which needs nothing more, with: -Desb.format=json");
        assertThat(thread.getContextClassLoader()).isSameAs(before);
    }

    @Test
    void isLookedForInTheRepositoriesOfPluginsInTheVersionOfThePlugin() {
        assertThatThrownBy(() -> artifact().apply(Map.of())).isInstanceOf(EsbException.class);

        assertThat(request.getCollectRequest().getRepositories()).containsExactly(REPOSITORY);
        assertThat(request.getCollectRequest().getRoot().getArtifact()).hasToString("dev.esb:esb-graph:jar:1.2.3");
    }

    private DrawingArtifact artifact() {
        RepositorySystem offline = (RepositorySystem) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RepositorySystem.class}, (proxy, method, arguments) -> {
                    request = (DependencyRequest) arguments[1];
                    throw new DependencyResolutionException(
                            new DependencyResult(request), "Cannot access plugins\nin offline mode.", null);
                });
        return new DrawingArtifact(offline, null, List.of(REPOSITORY), "1.2.3");
    }
}
