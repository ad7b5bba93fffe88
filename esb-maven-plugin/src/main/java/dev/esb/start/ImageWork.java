package dev.esb.start;

import dev.esb.docker.ProgressLine;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Sees in the output of {@code docker compose up} whether images are pulled or built, and has the time limit stand still meanwhile.
 *
 * <p>Compose pulls and builds all images, several at once, before it turns to networks, volumes and containers. Not every version says
 * that a build begins or has ended, and the lines of builds come on another stream, so possibly late: what has no end of its own ends with
 * the first line about a network, volume or container, and no build begins after that. A pull with a beginning and an end counts there, too.
 */
final class ImageWork implements Consumer<String> {
    /** Lines of BuildKit and of the classic builder. */
    private static final Pattern BUILD =
            Pattern.compile("#\\d+ .*|Sending build context .*|" + BuildOutput.CLASSIC_STEP);

    private static final String SOME_BUILD = "";

    private final TimeLimit limit;
    private final Set<String> underWay = new HashSet<>();
    private boolean imagesAreThere;

    ImageWork(TimeLimit limit) {
        this.limit = limit;
    }

    @Override
    public void accept(String line) {
        Optional<ProgressLine> progress = ProgressLine.parse(line);
        if (progress.isPresent()) {
            accept(progress.get());
        } else if (!imagesAreThere && BUILD.matcher(line).matches()) {
            underWay.add(SOME_BUILD);
        }
        if (underWay.isEmpty()) {
            limit.goOn();
        } else {
            limit.standStill();
        }
    }

    private void accept(ProgressLine progress) {
        if (progress.isImageBegun()) {
            underWay.add(progress.name());
        } else if (progress.isOfImage()) {
            underWay.remove(progress.name());
        } else if (!progress.isOfLayer() && !imagesAreThere && isState(progress.state())) {
            imagesAreThere = true;
            underWay.clear();
        }
    }

    /** Compose's states begin with a capital; what a build prints can be {@code Network is unreachable now}. */
    private static boolean isState(String text) {
        return Character.isUpperCase(text.charAt(0));
    }
}
