/**
 * Which environment holds which slot of an engine, and who owns it.
 *
 * <p>A lease is a volume named {@code esb-slot-<n>}, with the rest of the lease in its labels. The engine creates a volume only where
 * there is none of that name, and keeps the labels that it was first given
 * (<a href="https://docs.docker.com/reference/cli/docker/volume/create/">docker volume create</a>). So to create the volume and to read
 * it back is an atomic claim, shared by all users, containers and machines that talk to that engine. Nothing on the host's disk decides
 * who holds a slot.
 *
 * <p>What can change about a lease, its {@link dev.esb.lease.Ownership}, is in a volume {@code esb-owner-<project>.<n>} beside it: a change
 * creates the next one, which is as atomic, and removes those before. What a person brings up belongs to its process until it is up; an
 * environment that is brought up once more stays its owner's, and names the process that does so.
 *
 * <p>Whether the process of an owner has ended is for {@link dev.esb.lease.ProcessStates} to say, which take it for dead only where that is
 * proven: all else is unknown, and is left alone until its {@code ttl}.
 */
package dev.esb.lease;
