/**
 * Snapshots: the data of a stack that came up and was provisioned once, with which later environments begin. What decides which one fits, how one is
 * made, where it is on the engine, and how the volumes of an environment come to lie over its own.
 */
package dev.esb.snapshot;
