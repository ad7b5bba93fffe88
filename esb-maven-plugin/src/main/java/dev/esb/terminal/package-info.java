/** What a goal shows of its progress: on a terminal a line for each service that changes in place, elsewhere lines with the time. */
package dev.esb.terminal;
