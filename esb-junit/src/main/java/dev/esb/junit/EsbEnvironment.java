package dev.esb.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The environment that a test runs against, for a field or a parameter of the type {@link Environment}.
 *
 * <p>On a class with {@link #perClass()}, that class has an environment of its own, which begins with the {@code snapshot} of the stack and ends with the class;
 * so test classes can run in parallel, each with its own data. If the JVM of the tests is killed, the environment goes as well.
 */
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EsbExtension.class)
public @interface EsbEnvironment {

    /** On a class: whether it has an environment of its own. */
    boolean perClass() default false;

    /** The stack, where the module has several. Default: the only one. */
    String stack() default "";
}
