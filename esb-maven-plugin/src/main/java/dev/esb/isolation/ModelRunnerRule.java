package dev.esb.isolation;

/**
 * Models whose settings Compose writes to the engine's model runner, which has one of each model for all (<a
 * href="https://docs.docker.com/reference/compose-file/models/">Compose: models</a>). A model without settings is only read, as an image is.
 */
final class ModelRunnerRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.forEach("models", (key, model) -> {
            if (model.hasNonNull("context_size") || !model.path("runtime_flags").isEmpty()) {
                String name = model.path("model").asText();
                context.shared(
                        "model " + key,
                        model.hasNonNull("context_size") ? "context_size" : "runtime_flags",
                        name,
                        "configures the model '%s' for every environment".formatted(name),
                        "leave context_size and runtime_flags out, or have all environments set the same");
            }
        });
    }
}
