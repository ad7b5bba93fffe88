package dev.esb.maven;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * Calls back at the end of a Maven session. Only extensions of a build can register a listener for it, and this plugin is none. But Maven
 * reads the listener from the session's request at every event, so a goal can replace it by one that calls the old one.
 */
final class SessionEnd {
    private SessionEnd() {}

    /**
     * Registers a callback for the end of the session, before Maven's own listener prints its summary. A second callback for the same
     * session is ignored.
     */
    static void listen(MavenSession session, Runnable callback) {
        MavenExecutionRequest request = session.getRequest();
        synchronized (request) {
            ExecutionListener listener = request.getExecutionListener();
            boolean wrapped = listener != null
                    && Proxy.isProxyClass(listener.getClass())
                    && Proxy.getInvocationHandler(listener) instanceof Callback;
            if (!wrapped) {
                request.setExecutionListener(wrap(listener, callback));
            }
        }
    }

    private static ExecutionListener wrap(ExecutionListener listener, Runnable callback) {
        return (ExecutionListener) Proxy.newProxyInstance(
                ExecutionListener.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                new Callback(listener, callback));
    }

    private record Callback(ExecutionListener listener, Runnable callback) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("sessionEnded")) {
                callback.run();
            }
            if (method.getDeclaringClass() == Object.class) {
                // equals, hashCode and toString, which a proxy passes on as well. Maven may have no listener to ask.
                return ofObject(proxy, method, arguments);
            }
            if (listener == null) {
                return null;
            }
            try {
                return method.invoke(listener, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private Object ofObject(Object proxy, Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "SessionEnd of " + listener;
            };
        }
    }
}
