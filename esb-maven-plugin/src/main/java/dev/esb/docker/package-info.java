/**
 * The {@code docker} command line: each command is a small record that knows its arguments and how to read its answer, and
 * one runner, {@link dev.esb.docker.DockerCli}, starts the processes. The same commands reach a local engine, a remote one,
 * and every Docker context alike, which is why nothing here talks to the engine's socket.
 */
package dev.esb.docker;
