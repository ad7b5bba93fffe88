package dev.esb.isolation;

/**
 * Services of profiles that were not asked for are gone from a model already. The others have to run whatever profiles are asked
 * for when the rendered file is used, by hand for example.
 */
final class ActiveProfiles implements Rule {
    @Override
    public void apply(Isolation isolation) {
        isolation.forEachService((name, service) -> service.remove("profiles"));
    }
}
