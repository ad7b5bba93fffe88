/** The values that describe an environment: its name, its directories, its files and lock on the host, and its plan. */
package dev.esb.environment;
