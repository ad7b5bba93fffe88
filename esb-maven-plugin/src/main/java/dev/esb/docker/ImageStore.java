package dev.esb.docker;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs commands about images that other processes may remove at the same time.
 *
 * <p>In the middle of such a removal, engines fail with other words than "no such image", and also at images that nobody removes, as the list of all
 * does with the containerd image store ("content digest ... not found"). A moment later the answer is right, so the command is run again.
 */
public record ImageStore(Docker docker) {
    /** More than the number of processes that ever remove one image at once. */
    static final int ATTEMPTS = 20;

    /** Docker; Docker with the containerd image store; Podman, which takes the id of an image that has just gone for a name. */
    private static final Pattern IN_THE_MIDDLE =
            Pattern.compile("(?i)unrecognized image id|not found|cannot specify 64-byte hexadecimal strings");

    /**
     * Runs a command, and again while an image is being removed.
     *
     * @throws DockerException when the command does not succeed
     */
    public <R> R run(ImageCommand<R> command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return docker.run(command);
            } catch (DockerException e) {
                if (attempt == ATTEMPTS
                        || !IN_THE_MIDDLE.matcher(e.errorOutput()).find()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Removes images. One that a container or another image uses stays, and one that is not there is no error.
     *
     * @param ids may be empty
     */
    public void removeUnused(List<String> ids) {
        if (!ids.isEmpty()) {
            run(new ImageCommand.RemoveUnused(ids));
        }
    }

    /**
     * Removes the images that have a label and no tag, but for those in use.
     *
     * @param label a label filter such as {@code com.docker.compose.project=esb-e2e-1}
     */
    public void removeUntagged(String label) {
        removeUnused(run(new ImageCommand.ListUntagged(label)));
    }
}
