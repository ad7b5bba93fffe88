/** What all packages share: the one kind of error that is meant for a user's eyes. */
package dev.esb;
