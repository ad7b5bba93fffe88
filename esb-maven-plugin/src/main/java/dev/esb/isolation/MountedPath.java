package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A path of this machine that a service mounts.
 *
 * @param key what has the path in the Compose file: {@code volumes}, {@code configs} or {@code secrets}
 * @param mount the mount as it would be in {@code volumes}
 */
record MountedPath(String service, String key, ObjectNode mount) {
    /** As the model has it. */
    String source() {
        return mount.path("source").asText();
    }
}
