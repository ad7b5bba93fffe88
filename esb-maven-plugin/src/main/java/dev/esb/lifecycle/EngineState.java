package dev.esb.lifecycle;

import dev.esb.docker.DockerCli;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import java.util.List;

/** What is on the engine that a plan has to go round. */
record EngineState(List<Lease> leases, List<Network> networks) {

    static EngineState of(DockerCli docker, Leases leases) {
        return new EngineState(
                leases.all(), docker.run(new NetworkCommand.Inspect(docker.run(new NetworkCommand.ListAll()))));
    }
}
