/**
 * Looks whether this machine can run environments, and says what to do where it cannot. Nothing here starts, removes or repairs anything.
 *
 * <p>{@link dev.esb.doctor.Doctor} lists the checks. Each is a class that turns facts into results, and none needs another one, so that a
 * machine on which nothing is right still gets an answer to everything that can be asked.
 */
package dev.esb.doctor;
