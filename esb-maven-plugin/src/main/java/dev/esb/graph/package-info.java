/**
 * The graph of a stack as values: services, networks, volumes and moved paths, and what connects them. It is made from the isolated model, and
 * from the containers where there are any; what draws it is in the artifact {@code esb-graph}.
 */
package dev.esb.graph;
