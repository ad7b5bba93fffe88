package dev.esb.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 100})
    void nothingOverlaps(int services) {
        Layout layout = Layout.of(graph(SampleGraph.ofServices(services)));

        List<Box> boxes = Stream.concat(layout.boxes().values().stream(), layout.labels().values().stream())
                .toList();
        assertThat(boxes).hasSizeGreaterThanOrEqualTo(services);
        for (int i = 0; i < boxes.size(); i++) {
            for (Box other : boxes.subList(i + 1, boxes.size())) {
                assertThat(overlap(boxes.get(i), other))
                        .as("%s and %s", boxes.get(i), other)
                        .isFalse();
            }
        }
    }

    @Test
    void everyTextHasRoom() {
        Layout layout = Layout.of(graph(SampleGraph.ofServices(40)));

        layout.labels()
                .forEach((arrival, label) ->
                        assertThat(label.width()).isGreaterThanOrEqualTo(TextWidth.of(arrival.label(), Arrival.SIZE)));
        layout.cards().forEach((id, card) -> {
            assertThat(layout.boxes().get(id).width()).isEqualTo(card.width());
            assertThat(layout.boxes().get(id).height()).isEqualTo(card.height());
        });
    }

    @Test
    void noLineGoesThroughABox() {
        Layout layout = Layout.of(graph(SampleGraph.ofServices(40)));

        for (Route route : layout.routes()) {
            for (Box segment : segments(route)) {
                layout.boxes()
                        .forEach((id, box) -> assertThat(overlap(segment, box))
                                .as("%s to %s through %s", route.from(), route.to(), id)
                                .isFalse());
            }
        }
    }

    @Test
    void noLineGoesThroughALabel() {
        Layout layout = Layout.of(graph(SampleGraph.ofServices(40)));

        assertThat(layout.labels()).isNotEmpty();
        for (Route route : layout.routes()) {
            for (Box segment : segments(route)) {
                layout.labels()
                        .forEach((arrival, label) -> assertThat(overlap(segment, label))
                                .as(
                                        "%s to %s through '%s' of %s",
                                        route.from(), route.to(), arrival.label(), arrival.to())
                                .isFalse());
            }
        }
    }

    @Test
    void linesToTheSamePlaceArriveAsOne() {
        Layout layout = Layout.of(graph(new SampleGraph()
                .service("a")
                .service("b")
                .service("db")
                .dependency("a", "db", "healthy")
                .dependency("b", "db", "healthy")));

        assertThat(layout.labels()).hasSize(1);
        assertThat(layout.routes())
                .extracting(route -> route.points().get(route.points().size() - 1))
                .hasSize(2)
                .containsOnly(layout.routes()
                        .get(0)
                        .points()
                        .get(layout.routes().get(0).points().size() - 1));
        assertThat(layout.routes()).flatExtracting(Route::junctions).isNotEmpty();
    }

    @Test
    void linesAreHorizontalOrVertical() {
        Layout layout = Layout.of(graph(SampleGraph.ofServices(40)));

        assertThat(layout.routes())
                .isNotEmpty()
                .allSatisfy(route -> assertThat(segments(route))
                        .isNotEmpty()
                        .allMatch(segment -> segment.width() < 0.01 || segment.height() < 0.01));
    }

    @Test
    void whatAServiceNeedsIsToItsRight() {
        Layout layout =
                Layout.of(graph(new SampleGraph().service("web").service("db").dependency("web", "db", "healthy")));

        assertThat(layout.boxes().get("service:db").x())
                .isGreaterThan(layout.boxes().get("service:web").right());
    }

    @Test
    void aCircleOfDependenciesIsDrawnAsItIs() {
        Layout layout = Layout.of(graph(new SampleGraph()
                .service("a")
                .service("b")
                .dependency("a", "b", "started")
                .dependency("b", "a", "healthy")));

        assertThat(layout.routes()).extracting(Route::from).containsExactly("service:a", "service:b");
    }

    private static Graph graph(SampleGraph sample) {
        return Graph.read(new Fields(sample.json()));
    }

    private static List<Box> segments(Route route) {
        List<Box> segments = new ArrayList<>();
        for (int i = 1; i < route.points().size(); i++) {
            Point from = route.points().get(i - 1);
            Point to = route.points().get(i);
            segments.add(new Box(
                    Math.min(from.x(), to.x()),
                    Math.min(from.y(), to.y()),
                    Math.abs(from.x() - to.x()),
                    Math.abs(from.y() - to.y())));
        }
        return segments;
    }

    /** Boxes that only touch do not. */
    private static boolean overlap(Box one, Box other) {
        double touch = 0.01;
        return one.x() < other.right() - touch
                && other.x() < one.right() - touch
                && one.y() < other.bottom() - touch
                && other.y() < one.bottom() - touch;
    }
}
