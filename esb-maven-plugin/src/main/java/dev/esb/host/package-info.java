/**
 * Facts about this machine: which ports are in use and by which process, which networks it has routes to, which paths exist and which of
 * them git ignores, and whether a container's main process can hear a signal. The classes read and change nothing.
 */
package dev.esb.host;
