package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.PathMove;
import dev.esb.environment.VolumeOverlay;
import java.util.List;

/**
 * A model after the rules: it can run beside other environments on one engine, except for what its findings report as shared.
 *
 * @param model what Compose is to run
 * @param findings what the rules changed, and what environments still share
 * @param refusals those of the findings with which no container can start on this engine
 * @param moves paths of the host that the environment has in another place
 * @param overlays volumes that the environment has over others, which are made outside the stack
 * @param sharedVolumes names of volumes that have to exist before the stack starts, because the user shares them among all environments
 * @param sharedNetworks names of networks that have to exist before the stack starts, for the same reason
 */
public record IsolatedModel(
        ObjectNode model,
        List<Finding> findings,
        List<Finding> refusals,
        List<PathMove> moves,
        List<VolumeOverlay> overlays,
        List<String> sharedVolumes,
        List<String> sharedNetworks) {

    /** The same with another model, in which something beyond the rules was replaced. */
    public IsolatedModel with(ObjectNode other) {
        return new IsolatedModel(other, findings, refusals, moves, overlays, sharedVolumes, sharedNetworks);
    }
}
