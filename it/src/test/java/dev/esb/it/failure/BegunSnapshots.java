package dev.esb.it.failure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What there is on the engine of the snapshots that the builds of a run have begun to make.
 *
 * @param complete what those consist of with which environments can begin
 * @param unfinished everything else, which no environment uses and no build will remove
 * @param lost those that seem to be there and have no volume
 */
record BegunSnapshots(List<Resource> complete, List<Resource> unfinished, List<String> lost) {
    private static final String LABEL = "dev.esb.snapshot=";

    /** When all these environments are down. */
    static BegunSnapshots of(Collection<Remains> environments) throws IOException, InterruptedException {
        BegunSnapshots found = new BegunSnapshots(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Remains remains : environments) {
            for (String id : EngineEvents.instance().ids(EngineEvents.Kind.SNAPSHOT_BEGUN, remains.project())) {
                found.add(id, Resource.labelled(LABEL + id));
            }
        }
        return found;
    }

    private void add(String id, List<Resource> all) {
        List<Resource> records = all.stream()
                .filter(resource -> resource.name().matches("esb-snapshot-" + id + "-\\d+"))
                .toList();
        if (records.isEmpty()) {
            unfinished.addAll(all);
            return;
        }
        for (Resource resource : all) {
            // Another container says that a build still makes it.
            boolean isPart = records.contains(resource) || !resource.kind().equals("container");
            (isPart ? complete : unfinished).add(resource);
        }
        if (all.stream().noneMatch(resource -> resource.kind().equals("volume"))) {
            lost.add("snapshot %s, whose volume is gone".formatted(id));
        }
    }

    /** So that nothing of the run stays. */
    void remove() throws IOException, InterruptedException {
        Resource.removeAll(complete);
    }
}
