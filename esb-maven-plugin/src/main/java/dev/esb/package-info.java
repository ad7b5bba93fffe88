/**
 * What every package may use: the base exception, the {@link dev.esb.Reporter} for messages, work in the background, and pauses. It
 * imports no other package of the plugin.
 */
package dev.esb;
