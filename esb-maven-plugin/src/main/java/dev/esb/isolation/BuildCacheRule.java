package dev.esb.isolation;

import java.util.Arrays;

/**
 * Build caches in directories of the host, which builds of several environments would write at once ({@code cache_to}). One that is only read
 * ({@code cache_from}) does no harm, nor does one in a registry, which replaces it as a whole (<a
 * href="https://docs.docker.com/build/cache/backends/local/">Docker: local cache</a>).
 */
final class BuildCacheRule implements Rule {
    private static final String DIRECTORY = "dest=";

    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> {
            for (String cache : Fields.texts(service.path("build").path("cache_to"))) {
                String[] attributes = cache.split(",");
                if (Arrays.asList(attributes).contains("type=local")) {
                    report(context, name, directory(attributes));
                }
            }
        });
    }

    private static String directory(String[] attributes) {
        return Arrays.stream(attributes)
                .filter(attribute -> attribute.startsWith(DIRECTORY))
                .map(attribute -> attribute.substring(DIRECTORY.length()))
                .findFirst()
                .orElse("");
    }

    private static void report(IsolationContext context, String service, String directory) {
        if (!context.owns(directory)) {
            context.shared(
                    service,
                    "build.cache_to",
                    directory,
                    "the build writes its cache to '%s', as that of every environment does".formatted(directory),
                    "put ${ESB_CONFIG_DIR} into the path, keep the cache in a registry (type=registry), or leave cache_to out");
        }
    }
}
