package dev.esb.wait;

import dev.esb.EsbException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the waits of the pom. */
public final class PomWaits {
    /** The key of the service. */
    public static final String SERVICE = "service";

    private static final String KINDS = "http, log, tcp and command";

    private PomWaits() {}

    /**
     * @param waits the texts of each wait by the name of their element, without those that it does not have
     * @throws EsbException when a wait has no service, not just one condition, or a text that is not usable
     */
    public static List<ServiceWait> read(List<Map<String, String>> waits) {
        List<ServiceWait> read = new ArrayList<>();
        for (Map<String, String> texts : waits) {
            read.add(read(texts, read.size() + 1));
        }
        return read;
    }

    /** @param number its place in the list, from 1 */
    private static ServiceWait read(Map<String, String> texts, int number) {
        String service = texts.getOrDefault(SERVICE, "");
        if (service.isEmpty()) {
            throw new EsbException(("Wait %s in the pom names no service. Each is for one, as in"
                            + " <wait><service>db</service><log>ready to accept connections</log></wait>.")
                    .formatted(number));
        }
        String name = "wait %s in the pom, service '%s'".formatted(number, service);
        WaitTexts wait = new WaitTexts(texts, key -> key + " of " + name);
        List<String> kinds = wait.kinds();
        if (kinds.size() > 1) {
            throw new EsbException("A wait has two conditions, %s and %s (%s). Write a wait for each."
                    .formatted(kinds.get(0), kinds.get(1), name));
        }
        wait.requireHttpForItsTexts();
        if (kinds.isEmpty()) {
            throw new EsbException("A wait has no condition (%s). It needs one of %s.".formatted(name, KINDS));
        }
        return new ServiceWait(service, wait.condition(kinds.get(0)), wait.timeout());
    }
}
