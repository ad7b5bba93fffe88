package dev.esb.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The port of this machine behind which a service of the environment listens, for a field or a parameter of the type {@code int}, {@code Integer} or {@code
 * String}. On which address, {@link Environment#host()} says. The test fails if there is no such service, or the service does not publish the port.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(EsbExtension.class)
public @interface EsbPort {

    /** The service, as the Compose file names it. */
    String service();

    /** The port of the container. Can be left out where the service publishes one port only. */
    int port() default 0;

    /** {@code tcp} or {@code udp}. */
    String protocol() default "tcp";

    /** The stack, where the module has several. Default: the only one. */
    String stack() default "";
}
