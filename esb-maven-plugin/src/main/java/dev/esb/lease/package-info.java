/**
 * Who owns which slot of an engine.
 *
 * <p>A lease is a volume named {@code esb-slot-<n>}. The engine creates a volume only where there is none of that name and
 * keeps the labels it was first given, so creating one and reading it back is a claim that all users, containers and machines
 * which talk to that engine agree on. Nothing on the host's disk decides who owns a slot.
 */
package dev.esb.lease;
