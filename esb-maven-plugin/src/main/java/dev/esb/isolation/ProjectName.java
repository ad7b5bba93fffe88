package dev.esb.isolation;

/** The top-level {@code name}, which prefixes everything that has no name of its own. */
final class ProjectName implements Rule {
    @Override
    public void apply(Isolation isolation) {
        isolation.model().put("name", isolation.project());
    }
}
