package dev.esb.isolation;

/**
 * What containers take from control groups that are not their own: a parent that the file names, and time from the machine's real-time
 * budget, of which the engine refuses more than there is.
 */
final class ControlGroupRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> {
            String parent = service.path("cgroup_parent").asText();
            if (!parent.isEmpty()) {
                context.shared(
                        name,
                        "cgroup_parent",
                        parent,
                        "is in the control group '%s', whose limits are for every environment together"
                                .formatted(parent),
                        "leave cgroup_parent out, or let a variable name the group");
            }
            String runtime = service.path("cpu_rt_runtime").asText();
            if (!runtime.isEmpty() && !runtime.equals("0")) {
                context.shared(
                        name,
                        "cpu_rt_runtime",
                        runtime,
                        "takes '%s' from the machine's real-time budget, which is for every environment together"
                                .formatted(runtime),
                        "leave so much of the budget (dockerd --cpu-rt-runtime) that all environments fit in");
            }
        });
    }
}
