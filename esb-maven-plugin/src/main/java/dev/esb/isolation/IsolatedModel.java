package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A model that can run beside others, and what is to be said about it. */
public record IsolatedModel(ObjectNode model, List<Finding> findings) {}
