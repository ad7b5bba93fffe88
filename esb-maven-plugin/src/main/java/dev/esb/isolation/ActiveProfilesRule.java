package dev.esb.isolation;

/**
 * Services of profiles that were not asked for are gone from a model already. The others have to run whatever profiles are asked
 * for when the rendered file is used, by hand for example.
 */
final class ActiveProfilesRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> service.remove("profiles"));
    }
}
