package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnMountsTest {
    private static final String ID = "e9e324c9fd8ad6730bedfa47f14562513ccd7f39d8a54f6ae057cdb86bfa27df";
    private static final String OTHER = "8afe9d39f0abc76518e4a56e14608c319db8d38b7b5d84d8249f96b0ae9aad5f";

    @ParameterizedTest
    @CsvSource({
        "/var/lib/docker/containers/ID/hostname, /etc/hostname",
        "/containers/ID/resolv.conf, /etc/resolv.conf",
        "/srv/docker data/100000.100000/containers/ID/hosts, /etc/hosts",
        "/var/lib/containers/storage/overlay-containers/ID/userdata/hosts, /etc/hosts",
        "/containers/storage/vfs-containers/ID/userdata/.containerenv, /run/.containerenv"
    })
    void nameTheContainerWhereverTheEngineHasItsData(String root, String target) {
        assertThat(mounts(root.replace("ID", ID) + " " + target).containers()).containsExactly(ID);
    }

    /** The first three: a machine with containers, a container of Kubernetes, and a file that the user has mounted there. */
    @ParameterizedTest
    @CsvSource({
        "/var/lib/docker/containers/ID/mounts/shm, /var/lib/docker/containers/ID/mounts/shm",
        "/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/ID/hostname, /etc/hostname",
        "/home/me/hosts, /etc/hosts",
        "/var/lib/docker/containers/cafe/hosts, /etc/hosts",
        "/, /"
    })
    void nameNoContainerWhereTheyAreNotThoseOfOne(String root, String target) {
        assertThat(mounts(root.replace("ID", ID) + " " + target.replace("ID", ID))
                        .containers())
                .isEmpty();
    }

    /** As Podman has them of a container that uses the network of another one. */
    @Test
    void nameTheOwnContainerFirstWhereAnotherIsAmongThem() {
        String own = "/run/overlay-containers/" + ID + "/userdata/";
        String other = "/run/overlay-containers/" + OTHER + "/userdata/";

        assertThat(mounts(other + "hosts /etc/hosts", own + ".containerenv /run/.containerenv", own + "x /etc/hostname")
                        .containers())
                .containsExactly(OTHER, ID);
    }

    @Test
    void tellTheContainersOwnFilesFromThoseThatAreMountedIntoIt() {
        OwnMounts mounts = mounts("/ /", "/srv/work /work\\040space", "/ /dev");

        assertThat(Stream.of("/tmp", "/workshop", "/work space", "/work space/target", "/dev/shm")
                        .filter(path -> mounts.isOfContainer(Path.of(path))))
                .containsExactly("/tmp", "/workshop");
    }

    @Test
    void areNoneWhereTheSystemDoesNotTell(@TempDir Path directory) {
        assertThat(OwnMounts.read(directory.resolve("missing")).containers()).isEmpty();
    }

    private static OwnMounts mounts(String... rootsAndTargets) {
        return OwnMounts.parse(List.of(rootsAndTargets).stream()
                .map(mount -> "93 76 254:0 %s rw,relatime - ext4 /dev/vda rw"
                        .formatted(mount.replace("docker data", "docker\\040data")))
                .toList());
    }
}
