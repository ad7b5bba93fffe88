package dev.esb.isolation;

/** Names of networks. */
final class NetworkNames implements Rule {
    @Override
    public void apply(Isolation isolation) {
        isolation.forEach("networks", (key, network) -> {
            if (ResourceNames.isExternal(network)) {
                ResourceNames.reportExternal(isolation, "network", key, network);
            } else {
                ResourceNames.scope(isolation, "network", key, network);
            }
        });
    }
}
