package dev.esb.isolation;

/** The top-level {@code name}, which prefixes everything that has no name of its own. */
final class ProjectNameRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.model().put("name", context.project());
    }
}
