/**
 * Reads what a user gives: the text of a parameter becomes a value, or an error that names the property, the text and what is allowed. One
 * class for each kind of value.
 */
package dev.esb.parameter;
