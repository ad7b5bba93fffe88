package dev.esb.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Puts the environment back to the snapshot with which it has begun, before a test method, or once before the tests of a class. Services with data are put back;
 * those that depend on them are restarted. Until the end of the method or class, no other test that this extension knows runs against that environment. The test fails if
 * the environment has no snapshot ({@code esb.snapshot}).
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EsbExtension.class)
@ResourceLock(EsbReset.ENVIRONMENT)
public @interface EsbReset {

    /** The resource of JUnit's that this annotation locks, for tests that use the environment without this extension: {@code @ResourceLock}. */
    String ENVIRONMENT = "dev.esb.environment";

    /** Further services whose containers are replaced, because they keep state in memory. Those with data need not be named. */
    String[] service() default {};

    /** The stack, where the module has several. Default: the only one. */
    String stack() default "";
}
