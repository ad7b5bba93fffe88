/**
 * Waits: conditions that a service has to satisfy before it counts as ready, which the user writes in the pom or as labels in the Compose
 * file. Reads them, and asks containers until they satisfy them.
 */
package dev.esb.wait;
