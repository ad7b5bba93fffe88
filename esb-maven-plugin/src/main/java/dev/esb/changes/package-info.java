/** What the containers of an environment have changed in the paths of the host that the environment has for itself. */
package dev.esb.changes;
