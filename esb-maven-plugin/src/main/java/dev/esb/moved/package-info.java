/**
 * What containers see in place of paths of the host: makes it before they start, and tells where it is. Most of it is volumes, which Compose
 * makes and removes; here is what has to be in them, and what is on the host where the engine ignores options of volumes.
 */
package dev.esb.moved;
