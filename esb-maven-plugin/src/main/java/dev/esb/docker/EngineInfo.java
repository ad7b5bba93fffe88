package dev.esb.docker;

import java.util.List;

/**
 * The answer of {@code docker info}.
 *
 * @param ids what the engine is known by, as far as this answer tells
 * @param engineVersion the engine's version; empty when no engine answered
 * @param operatingSystem the operating system of the engine's host, such as {@code Debian GNU/Linux 13 (trixie)} or {@code Docker Desktop}
 * @param composeVersion the version of the Compose plugin; empty when there is none
 * @param context the Docker context in use; in {@code default}, {@code DOCKER_HOST} or this machine's socket gives the engine
 * @param errors why no engine answered; empty when one did
 * @param volumes how the engine keeps what is in volumes
 */
public record EngineInfo(
        EngineIds ids,
        String engineVersion,
        String operatingSystem,
        String composeVersion,
        String context,
        List<String> errors,
        VolumeStore volumes) {
    /** Of an engine that does not tell how it keeps volumes. */
    public EngineInfo(
            EngineIds ids,
            String engineVersion,
            String operatingSystem,
            String composeVersion,
            String context,
            List<String> errors) {
        this(ids, engineVersion, operatingSystem, composeVersion, context, errors, VolumeStore.UNKNOWN);
    }

    /**
     * Whether containers can mount a part of a volume ({@code subpath}) and one without what the image has there ({@code nocopy}): from
     * Docker 26 and Compose 2.26 on. Podman, whose versions are lower than that, ignores both. A version that is no number is taken for a new
     * one.
     */
    public boolean hasVolumeOptions() {
        return new Version(26, 0).isReachedBy(engineVersion) && new Version(2, 26).isReachedBy(composeVersion);
    }
}
