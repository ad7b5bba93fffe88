/** What a user sees whose stack or options cannot be used: the projects under {@code src/bad-input}. */
package dev.esb.it.badinput;
