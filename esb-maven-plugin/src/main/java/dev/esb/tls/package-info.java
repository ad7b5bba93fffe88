/**
 * One environment's certificate authority and server certificate.
 *
 * <p>{@link dev.esb.tls.Certificates#ensure} is the only way in. It leaves a directory with everything a proxy needs to
 * serve TLS and a client needs to trust it, reuses what it finds there as long as that is good, and replaces what is
 * not. The directory belongs to this package: whatever lies there under one of its file names may be overwritten.
 *
 * <p>The package works with the security providers of the running JVM and registers none, because that JVM is Maven's
 * and shared with every other plugin of the build.
 */
package dev.esb.tls;
