package dev.esb.moved;

import dev.esb.archive.TarHeader;
import dev.esb.docker.VolumeCommand.Described;
import java.util.Optional;

/**
 * What an overlay is made of.
 *
 * @param lower the directory below, on the engine's machine
 * @param identity what tells that from another one of the same name
 * @param attributes owner, permissions and time of that; empty where the engine has to be asked
 */
record OverlayLayers(Overlay overlay, String lower, String identity, Optional<TarHeader> attributes) {

    /**
     * Why a volume cannot be below another one; empty where it can.
     *
     * @param volume null where there is none
     */
    static Optional<String> problem(Described volume) {
        if (volume == null) {
            return Optional.of("it is not on the engine");
        }
        return volume.isDirectory()
                ? Optional.empty()
                : Optional.of("its data is not a directory of the engine (driver '%s')".formatted(volume.driver()));
    }
}
