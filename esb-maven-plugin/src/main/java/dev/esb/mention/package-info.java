/**
 * What a text of a stack means where it mentions a published port: the port of the container, which is the same in every environment, or that of
 * the host.
 */
package dev.esb.mention;
