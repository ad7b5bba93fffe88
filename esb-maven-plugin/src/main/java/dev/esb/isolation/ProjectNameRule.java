package dev.esb.isolation;

/**
 * The top-level {@code name}: Compose begins the name of every container, network and volume with it for which the file has no name (<a
 * href="https://docs.docker.com/reference/compose-file/version-and-name/">Compose: name</a>).
 */
final class ProjectNameRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.model().put("name", context.project());
    }
}
