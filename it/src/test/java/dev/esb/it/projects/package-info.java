/** Used by the scripts of the projects under {@code src/it}. */
package dev.esb.it.projects;
