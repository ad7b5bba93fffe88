package dev.esb.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A stack as Compose reads it.
 *
 * @param model with variables replaced, and without services of profiles that were not asked for
 * @param raw as it was written, with services of every profile
 */
public record Stack(ObjectNode model, ObjectNode raw) {}
