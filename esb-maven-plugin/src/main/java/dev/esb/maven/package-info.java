/** The goals. Each reads its parameters, calls one service, and tells Maven how it went. */
package dev.esb.maven;
