package dev.esb.isolation;

/**
 * Removes {@code profiles} from every service.
 *
 * <p>{@code docker compose config} has already left out the services whose profiles are not active. The services that remain have to
 * run from the rendered file with any active profiles, for example when a user passes that file to {@code docker compose} by hand.
 */
final class ActiveProfilesRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> service.remove("profiles"));
    }
}
