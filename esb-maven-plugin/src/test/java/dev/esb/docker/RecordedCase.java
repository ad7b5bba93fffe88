package dev.esb.docker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test that is run with the {@link Recorded} answer of every engine. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ParameterizedTest
@ArgumentsSource(RecordedCase.Source.class)
public @interface RecordedCase {
    /** Docker engines, which run healthchecks, and name the address of every port; Podman does neither. */
    String DOCKER = "docker-.*";

    /** What was asked, such as {@code list/containers}. */
    String value();

    /** Which engines, as a regular expression. */
    String engines() default ".*";

    /** Finds the answers. */
    class Source extends AnnotationBasedArgumentsProvider<RecordedCase> {
        @Override
        protected Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context, RecordedCase recorded) {
            return Recorded.ofEach(recorded.value(), recorded.engines()).stream()
                    .map(Arguments::of);
        }
    }
}
