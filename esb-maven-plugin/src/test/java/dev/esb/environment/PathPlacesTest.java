package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathPlacesTest {
    private static final Path VAR = Path.of("/project/var");
    private static final Path LOG = VAR.resolve("log");
    private static final Path CONF = VAR.resolve("app.conf");

    @Test
    void areVolumesOfTheirOwnWhereNoneIsBelowAnother() {
        assertThat(places(Map.of(VAR, false, Path.of("/project/variable"), false), Map.of(), true)
                        .of(VAR))
                .isEqualTo(new InVolume(new PathVolume(VAR, false), ""));
        assertThat(places(Map.of(CONF, true), Map.of(), true).of(CONF))
                .isEqualTo(new InVolume(new PathVolume(CONF, true), "app.conf"));
    }

    @Test
    void arePartsOfTheVolumeOfTheUppermost() {
        PathPlaces places = places(Map.of(VAR, false, LOG, false, LOG.resolve("today"), false), Map.of(), true);

        assertThat(places.of(LOG.resolve("today"))).isEqualTo(new InVolume(new PathVolume(VAR, false), "log/today"));
    }

    /** Its data would be lost to the environment. */
    @Test
    void stayWhereTheyAreWhenOneAboveThemIsAdded() {
        InVolume log = new InVolume(new PathVolume(LOG, false), "");
        PathPlaces places = places(Map.of(VAR, false, LOG, false, LOG.resolve("new"), false), Map.of(LOG, log), true);

        assertThat(places.of(LOG)).isEqualTo(log);
        assertThat(places.of(LOG.resolve("new"))).isEqualTo(new InVolume(new PathVolume(LOG, false), "new"));
        assertThat(places.of(VAR)).isEqualTo(new InVolume(new PathVolume(VAR, false), ""));
    }

    @Test
    void areOnTheHostWhereTheEngineIgnoresOptionsOfVolumes() {
        PathPlaces places = places(Map.of(VAR, false, CONF, true), Map.of(), false);

        assertThat(places.of(VAR)).isEqualTo(new OnHost(Path.of("/host/project/var")));
        assertThat(places.of(CONF)).isEqualTo(new OnHost(Path.of("/host/project/var/app.conf")));
    }

    /** Part of the name of the volume, by which the next {@code up} finds it. */
    @Test
    void haveNamesThatFollowFromThePath() {
        assertThat(new PathVolume(Path.of("/srv/shop/data"), false).name("esb-a"))
                .isEqualTo("esb-a_path-data-85208f917e");
        assertThat(new PathVolume(Path.of("/srv/shop/data"), true).key()).isEqualTo("file-data-85208f917e");
        assertThat(new PathVolume(Path.of("/"), false).key()).startsWith("path-root-");
        assertThat(new PathVolume(Path.of("/srv/ein Täßchen"), false).key()).startsWith("path-ein-T--chen-");
    }

    private static PathPlaces places(Map<Path, Boolean> paths, Map<Path, PathPlace> kept, boolean hasVolumes) {
        return new PathPlaces(
                paths,
                kept,
                hasVolumes,
                path -> new OnHost(Path.of("/host").resolve(Path.of("/").relativize(path))));
    }
}
