package dev.esb.docker;

import java.util.List;

/**
 * What {@code docker info} says.
 *
 * @param id which engine it is, for as long as it keeps its data; empty when no engine answered
 * @param engineVersion the engine's version; empty when no engine answered
 * @param operatingSystem the engine's host, such as {@code Debian GNU/Linux 13 (trixie)} or {@code Docker Desktop}
 * @param composeVersion the version of the Compose plugin; empty when there is none
 * @param context the Docker context in use, which says where the engine is; {@code default} for this machine's own
 * @param errors why no engine answered
 */
public record EngineInfo(
        String id,
        String engineVersion,
        String operatingSystem,
        String composeVersion,
        String context,
        List<String> errors) {}
