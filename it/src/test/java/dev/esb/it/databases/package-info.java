/**
 * Real databases of which a snapshot is made while they are written to. Each says itself whether its data is whole in the environments that begin with
 * the snapshot. {@code it/databases/run} builds their images and runs these tests.
 */
package dev.esb.it.databases;
