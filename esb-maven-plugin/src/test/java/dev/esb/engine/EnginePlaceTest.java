package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.BoundPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginePlaceTest {
    private static final Beside BESIDE = new Beside(
            "0123abc",
            "172.17.0.1",
            List.of(
                    new BoundPath(Path.of("/srv/ci/workspace"), Path.of("/build")),
                    new BoundPath(Path.of("/var/cache/m2"), Path.of("/build/.m2")),
                    new BoundPath(Path.of("/"), Path.of("/host"))));

    @ParameterizedTest
    @CsvSource({
        "/build, /srv/ci/workspace",
        "/build/compose/conf, /srv/ci/workspace/compose/conf",
        "/build/.m2/repository, /var/cache/m2/repository",
        "/host/etc/hosts, /etc/hosts",
        "/buildings, ",
        "/tmp/x, "
    })
    void isThePathBehindTheInnermostMountOfTheBuildsContainer(Path here, Path there) {
        assertThat(BESIDE.path(here).orElse(null)).isEqualTo(there);
    }

    @Test
    void sharesTheNetworkOfTheEngineWhereItIsTheHosts() {
        assertThat(BESIDE.isNetworkOfThisProcess()).isFalse();
        assertThat(BESIDE.bind()).isEqualTo("172.17.0.1");
        assertThat(new Beside("0123abc", "127.0.0.1", List.of()).isNetworkOfThisProcess())
                .isTrue();
    }

    @Test
    void reachesTheLoopbackOfTheEnginesMachineInItsNetworkOnly() {
        Beside inItsNetwork = new Beside("0123abc", "127.0.0.1", List.of());

        assertThat(List.of("", "0.0.0.0", "172.17.0.1", "127.0.0.1", "127.0.0.2", "::1"))
                .filteredOn(BESIDE::reaches)
                .containsExactly("", "0.0.0.0", "172.17.0.1");
        assertThat(List.of("", "127.0.0.1", "::1")).allMatch(inItsNetwork::reaches);
    }

    @Test
    void isNotInTheNetworkOfAnEngineWhosePortsItDoesNotReach() {
        Beside unreachable = Beside.unreachable("0123abc", List.of(), Beside.Obstacle.ROOTLESS);

        assertThat(unreachable.isNetworkOfThisProcess()).isFalse();
        assertThat(unreachable.reaches("127.0.0.1")).isFalse();
    }

    /** Only what is in memory below the mount that the path is in: a mount below that is the engine's again. */
    @ParameterizedTest
    @CsvSource({"/work/a, /srv/a", "/work/target/a, ", "/work/target/cache/a, /var/cache/a"})
    void hasNoPathForWhatIsInTheMemoryOfTheContainer(Path here, Path there) {
        Beside beside = new Beside(
                "0123abc",
                "172.17.0.1",
                List.of(
                        new BoundPath(Path.of("/srv"), Path.of("/work")),
                        new BoundPath(Path.of("/var/cache"), Path.of("/work/target/cache"))),
                List.of(Path.of("/work/target")),
                Optional.empty());

        assertThat(beside.path(here).orElse(null)).isEqualTo(there);
    }
}
