/** The name {@code auto} of an environment: one for each checkout of a project, and in CI one for each job. */
package dev.esb.checkout;
