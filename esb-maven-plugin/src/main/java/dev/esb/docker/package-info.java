/**
 * The {@code docker} command line: each command is a record that knows its arguments and how to read its answer, and
 * {@link dev.esb.docker.DockerCli}, behind the interface {@link dev.esb.docker.Docker}, runs it as a process. Every Docker context works,
 * with an engine on this machine or another one, because the {@code docker} command makes the connection, not this package.
 */
package dev.esb.docker;
