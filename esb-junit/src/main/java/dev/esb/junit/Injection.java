package dev.esb.junit;

import java.lang.reflect.AnnotatedElement;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that fields and parameters with this package's annotations get. */
final class Injection {
    private Injection() {}

    static boolean isWanted(AnnotatedElement element) {
        return element.isAnnotationPresent(EsbPort.class)
                || element.isAnnotationPresent(EsbUrl.class)
                || element.isAnnotationPresent(EsbEnvironment.class);
    }

    /** The stacks of which elements want something; with an empty name for the only one. */
    static Set<String> stacks(Stream<? extends AnnotatedElement> elements) {
        return elements.flatMap(element -> Stream.of(
                                Optional.ofNullable(element.getAnnotation(EsbPort.class))
                                        .map(EsbPort::stack),
                                Optional.ofNullable(element.getAnnotation(EsbUrl.class))
                                        .map(EsbUrl::stack),
                                Optional.ofNullable(element.getAnnotation(EsbEnvironment.class))
                                        .map(EsbEnvironment::stack))
                        .flatMap(Optional::stream))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The value for a field or a parameter.
     *
     * @param what the element, for messages
     * @param environments finds the environment with a stack
     * @return empty where it has no annotation of this package
     */
    static Optional<Object> value(
            AnnotatedElement element, Class<?> type, String what, Function<String, Environment> environments) {
        EsbPort port = element.getAnnotation(EsbPort.class);
        if (port != null) {
            return Optional.of(port(port, type, what, environments));
        }
        EsbUrl url = element.getAnnotation(EsbUrl.class);
        if (url != null) {
            return Optional.of(url(url, type, what, environments));
        }
        EsbEnvironment environment = element.getAnnotation(EsbEnvironment.class);
        if (environment != null) {
            if (environment.perClass()) {
                throw new EnvironmentException(
                        "%s has @EsbEnvironment(perClass = true), which is for classes: put it on the class, and @EsbEnvironment here."
                                .formatted(what));
            }
            require(type == Environment.class, what, "@EsbEnvironment", type, "dev.esb.junit.Environment");
            return Optional.of(environments.apply(environment.stack()));
        }
        return Optional.empty();
    }

    private static Object port(EsbPort port, Class<?> type, String what, Function<String, Environment> environments) {
        boolean isText = type == String.class;
        require(isText || type == int.class || type == Integer.class, what, "@EsbPort", type, "int, Integer or String");
        int number = environments.apply(port.stack()).port(port.service(), port.port(), port.protocol());
        return isText ? (Object) String.valueOf(number) : number;
    }

    private static Object url(EsbUrl url, Class<?> type, String what, Function<String, Environment> environments) {
        require(
                type == URI.class || type == URL.class || type == String.class,
                what,
                "@EsbUrl",
                type,
                "URI, URL or String");
        URI uri = environments.apply(url.stack()).url(url.service(), url.port(), url.scheme(), url.path());
        try {
            return type == URI.class ? uri : type == URL.class ? uri.toURL() : uri.toString();
        } catch (MalformedURLException e) {
            throw new EnvironmentException("%s is no URL for Java: %s".formatted(uri, e.getMessage()), e);
        }
    }

    private static void require(boolean isRight, String what, String annotation, Class<?> type, String right) {
        if (!isRight) {
            throw new EnvironmentException("%s has %s and the type %s; it has to be %s."
                    .formatted(what, annotation, type.getSimpleName(), right));
        }
    }
}
