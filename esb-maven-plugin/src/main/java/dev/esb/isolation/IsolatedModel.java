package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A model that can run beside others.
 *
 * @param findings what is to be said about it
 * @param moves paths of the host that have to be there, in their new place, before it starts
 * @param sharedVolumes volumes that have to be there because all environments use them together
 * @param sharedNetworks networks that have to be there because all environments use them together
 */
public record IsolatedModel(
        ObjectNode model,
        List<Finding> findings,
        List<PathMove> moves,
        List<String> sharedVolumes,
        List<String> sharedNetworks) {}
