package dev.esb.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** What the annotations of this package do. JUnit finds it through them. */
final class EsbExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                TestInstancePostProcessor,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(EsbExtension.class);
    private static final int LOG_LINES = 20;

    /** The environment of a class with its own. */
    private record OwnEnvironment(Class<?> test, Environment environment, String stack) {}

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        Class<?> test = context.getRequiredTestClass();
        EsbEnvironment own = test.getAnnotation(EsbEnvironment.class);
        if (own != null && own.perClass()) {
            Environment environment = environments(context).ofClass(test, own.stack());
            store(context).put(OwnEnvironment.class, new OwnEnvironment(test, environment, own.stack()));
        }
        EsbReset reset = test.getAnnotation(EsbReset.class);
        if (reset != null) {
            reset(context, reset);
        }
        for (Field field : fields(test)) {
            if (Modifier.isStatic(field.getModifiers())) {
                set(field, null, context);
            }
        }
    }

    /** Puts the environment back, and keeps other tests from it until the end of the method or class; that of a class around it may do so already. */
    private static void reset(ExtensionContext context, EsbReset reset) {
        Environment environment = environment(context, reset.stack());
        if (store(context).get(Held.class) == null) {
            store(context).put(Held.class, Held.alone(environments(context).lock(environment)));
        }
        environment.reset(reset.service());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
        own(context)
                .filter(own -> own.test() == context.getRequiredTestClass())
                .ifPresent(own -> environments(context).release(own.environment()));
    }

    /** What the test, or the class, holds itself: what a class around it holds is in another store. */
    private static void end(ExtensionContext context) {
        Held held = store(context).remove(Held.class, Held.class);
        if (held != null) {
            held.end();
        }
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) throws IllegalAccessException {
        for (Field field : fields(instance.getClass())) {
            if (!Modifier.isStatic(field.getModifiers())) {
                set(field, instance, context);
            }
        }
    }

    /** Those of the class and of the ones that it extends. */
    private static List<Field> fields(Class<?> test) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = test; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Injection.isWanted(field)) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static void set(Field field, Object instance, ExtensionContext context) throws IllegalAccessException {
        if (Modifier.isFinal(field.getModifiers())) {
            throw new EnvironmentException("%s is final, and cannot be set.".formatted(text(field)));
        }
        Optional<Object> value =
                Injection.value(field, field.getType(), text(field), stack -> environment(context, stack));
        // By JUnit, to which a module opens the packages of its tests.
        ReflectionSupport.makeAccessible(field);
        field.set(instance, value.orElseThrow());
    }

    private static String text(Field field) {
        return "The field '%s' of %s"
                .formatted(field.getName(), field.getDeclaringClass().getSimpleName());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.isWanted(parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String what = "The parameter %s of '%s'"
                .formatted(
                        parameter.getIndex() + 1,
                        parameter.getDeclaringExecutable().getName());
        return Injection.value(
                        parameter.getParameter(),
                        parameter.getParameter().getType(),
                        what,
                        stack -> environment(context, stack))
                .orElseThrow();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        store(context).put(Instant.class, Instant.now());
        EsbReset reset = context.getRequiredTestMethod().getAnnotation(EsbReset.class);
        if (reset != null) {
            reset(context, reset);
        } else if (store(context).get(Held.class) == null) {
            List<StampedLock> locks =
                    used(context).stream().map(environments(context)::lock).toList();
            store(context).put(Held.class, Held.together(locks));
        }
    }

    /** The environments that the test uses, in an order that is the same for all tests. */
    private static List<Environment> used(ExtensionContext context) {
        Stream<AnnotatedElement> parameters =
                Stream.of(context.getRequiredTestMethod().getParameters());
        Stream<AnnotatedElement> ofClasses = Stream.<Class<?>>iterate(
                        context.getRequiredTestClass(), Objects::nonNull, Class::getEnclosingClass)
                .flatMap(EsbExtension::elements);
        Stream<Environment> wanted = Injection.stacks(Stream.concat(parameters, ofClasses)).stream()
                .map(stack -> environment(context, stack));
        return Stream.concat(own(context).map(OwnEnvironment::environment).stream(), wanted)
                .distinct()
                .toList();
    }

    /** Also those of a class around a nested one, which that uses as its own. */
    private static Stream<AnnotatedElement> elements(Class<?> test) {
        return Stream.concat(
                fields(test).stream(),
                Stream.of(test.getDeclaredConstructors()).flatMap(each -> Stream.of(each.getParameters())));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLogs(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLogs(context, failure);
    }

    private static Throwable withLogs(ExtensionContext context, Throwable failure) {
        if (failure instanceof TestAbortedException) {
            return failure;
        }
        Instant start = store(context).get(Instant.class, Instant.class);
        try {
            for (Environment environment : used(context)) {
                String logs = environment.logsSince(
                        start.truncatedTo(ChronoUnit.MILLIS).toString(), LOG_LINES);
                if (!logs.isBlank()) {
                    failure.addSuppressed(new ServiceLogsException(environment.toString(), logs));
                }
            }
        } catch (EnvironmentException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** That of the class, where it has its own; else that of the run. */
    private static Environment environment(ExtensionContext context, String stack) {
        return own(context)
                .filter(own -> own.stack().equals(stack))
                .map(OwnEnvironment::environment)
                .orElseGet(() -> environments(context).shared(stack));
    }

    /** Of the class, or of one around it. */
    private static Optional<OwnEnvironment> own(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(OwnEnvironment.class, OwnEnvironment.class));
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** One for each module: an IDE can run the tests of several in one JVM. */
    @SuppressWarnings("deprecation") // What replaces it is not in JUnit 5.
    private static Environments environments(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        ModuleDirectory.of(context.getRequiredTestClass()),
                        module -> new Environments(module, System.getProperties()),
                        Environments.class);
    }
}
