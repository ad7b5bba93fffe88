package dev.esb.docker;

import java.util.List;

/**
 * The answer of {@code docker info}.
 *
 * @param id identifies the engine, for as long as it keeps its data directory; empty when no engine answered
 * @param engineVersion the engine's version; empty when no engine answered
 * @param operatingSystem the operating system of the engine's host, such as {@code Debian GNU/Linux 13 (trixie)} or {@code Docker Desktop}
 * @param composeVersion the version of the Compose plugin; empty when there is none
 * @param context the Docker context in use; in {@code default}, {@code DOCKER_HOST} or this machine's socket gives the engine
 * @param errors why no engine answered; empty when one did
 */
public record EngineInfo(
        String id,
        String engineVersion,
        String operatingSystem,
        String composeVersion,
        String context,
        List<String> errors) {}
