/**
 * Facts about this machine: which ports are in use and by which process, which networks it has routes to, which paths exist and which of
 * them git ignores. The classes read and change nothing.
 */
package dev.esb.host;
