package dev.esb.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The URL of a service of the environment, for a field or a parameter of the type {@code URI}, {@code URL} or {@code String}. The test fails if there is no such
 * service, or the service does not publish the port.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(EsbExtension.class)
public @interface EsbUrl {

    /** The service, as the Compose file names it. */
    String service();

    /** The port of the container. Can be left out where the service publishes one port only. */
    int port() default 0;

    /** Default: {@code https} where the port of the container is 443 or 8443, else {@code http}. */
    String scheme() default "";

    /** The path, with the query if there is one. */
    String path() default "/";

    /** The stack, where the module has several. Default: the only one. */
    String stack() default "";
}
