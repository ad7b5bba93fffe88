/** Bringing an environment up, seeing that it is ready, looking at it, and taking it down. */
package dev.esb.lifecycle;
