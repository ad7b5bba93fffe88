/**
 * The health of containers before the engine says it: of those that were just started, and on an engine that does not show it, and that may never run a
 * healthcheck. Podman has a timer of systemd run it, and where there is no systemd, a container is "starting" for ever.
 */
package dev.esb.healthcheck;
