/**
 * What every package may use: the base exception {@link dev.esb.EsbException}, the {@link dev.esb.Reporter} for messages, work in
 * other threads ({@link dev.esb.Background}), pauses ({@link dev.esb.Sleep}), and time that passes
 * ({@link dev.esb.MonotonicClock}). It imports no other package of the plugin.
 */
package dev.esb;
