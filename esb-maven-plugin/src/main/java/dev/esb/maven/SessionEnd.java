package dev.esb.maven;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * Tells when a session ends, without the plugin being an extension of the build: Maven asks the request for its listener at every
 * event, so the listener can be wrapped while the build runs.
 */
final class SessionEnd {
    private SessionEnd() {}

    /** Calls back once, at the end of the session and before Maven's own summary is complete. */
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
            if (listener == null) {
                return null;
            }
            try {
                return method.invoke(listener, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
