package dev.esb.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DrawingTest {

    @Test
    void showsEveryNodeAndEveryEdge() {
        Document svg = draw(shop());

        assertThat(values(svg, "data-id"))
                .containsExactlyInAnyOrder("service:web", "service:db", "volume:data", "path:/home/me/config");
        assertThat(edges(svg))
                .containsExactlyInAnyOrder(
                        "dependency service:web service:db",
                        "mount service:db volume:data",
                        "mount service:web path:/home/me/config");
        assertThat(texts(svg))
                .contains(
                        "Environment 'shop-1'",
                        "project esb-shop-1, slot 544: not up, with the ports that it would get",
                        "web",
                        "127.0.0.1:20001 → 80",
                        "healthy",
                        "front",
                        "back",
                        "data",
                        "./config")
                .doesNotContain("●");
    }

    @Test
    void saysInTooltipsWhatBoxesHaveNoRoomFor() {
        assertThat(elements(draw(shop()), "title"))
                .extracting(Element::getTextContent)
                .contains(
                        "web starts after db is healthy",
                        "db has it at /data",
                        "network esb-shop_front, 10.208.0.0/28",
                        "./config\n/home/me/config on this machine; containers see the volume esb-shop_path-config",
                        "service db\nimage registry.example.org/team/db:1.2.3\n127.0.0.1:20001 → 80");
    }

    @ParameterizedTest
    @CsvSource({
        "running, none, , good, '● running'",
        "running, healthy, , good, '● running, healthy'",
        "running, starting, , waiting, '● running, starting'",
        "running, unhealthy, , bad, '● running, unhealthy'",
        "exited, none, 0, good, '● exited (0)'",
        "exited, none, 3, bad, '● exited (3)'",
        "paused, none, , waiting, '● paused'"
    })
    void showsTheStateOfAServiceInAnEnvironmentThatIsUp(
            String state, String health, Integer exitCode, String style, String text) {
        Map<String, Object> container = exitCode == null
                ? Map.of("state", state, "health", health)
                : Map.of("state", state, "health", health, "exitCode", exitCode);

        Document svg = draw(new SampleGraph().up().service("web", List.of(container)));

        assertThat(values(svg, "class")).contains("service " + style);
        assertThat(texts(svg)).contains(text);
    }

    @Test
    void countsTheContainersOfAServiceAndShowsTheWorst() {
        Map<String, Object> good = Map.of("state", "running", "health", "none");
        Map<String, Object> bad = Map.of("state", "exited", "health", "none", "exitCode", 1);

        Document svg = draw(
                new SampleGraph().up().service("web", List.of(good, good, bad)).service("job"));

        assertThat(texts(svg)).contains("● 2 × running, exited (1)", "● no container");
        assertThat(values(svg, "class")).contains("service bad", "service none");
    }

    @Test
    void explainsOnlyWhatIsInThePicture() {
        assertThat(texts(draw(new SampleGraph().service("web"))))
                .noneMatch(text -> text.equals("mounts") || text.equals("volume") || text.startsWith("starts once"));
        assertThat(texts(draw(shop())))
                .anyMatch(text -> text.startsWith("starts once"))
                .contains("mounts", "volume");
    }

    @Test
    void anEmptyStackIsAPictureToo() {
        assertThat(texts(draw(new SampleGraph()))).contains("Environment 'shop-1'");
    }

    @Test
    void isWellFormedWhateverNamesAre() {
        String hostile = "</title><script>alert(\"1\")</script>&amp;'" + "\u0000\u001b\ud800\uffff" + "数据库".repeat(20);

        SampleGraph graph =
                new SampleGraph().network(hostile).service(hostile, hostile).volume(hostile);
        graph.mount(hostile, "volume:" + hostile).dependency(hostile, hostile, hostile);
        String text = new Drawing().apply(graph.json());

        Document svg = parse(text);
        assertThat(elements(svg, "script")).isEmpty();
        assertThat(values(svg, "data-id"))
                .hasSize(2)
                .allMatch(id -> id.contains("<script>alert(\"1\")</script>&amp;'"));
        assertThat(text).doesNotContain("href", "url(h", "@import");
    }

    @Test
    void anEdgeToWhatIsNotThereIsLeftOut() {
        assertThat(edges(draw(new SampleGraph().service("web").dependency("web", "gone", "started"))))
                .isEmpty();
    }

    private static SampleGraph shop() {
        return new SampleGraph()
                .network("front")
                .network("back")
                .service("web", "front", "back")
                .service("db", "back")
                .volume("data")
                .path("config")
                .dependency("web", "db", "healthy")
                .mount("db", "volume:data")
                .mount("web", "path:/home/me/config");
    }

    private static Document draw(SampleGraph graph) {
        return parse(new Drawing().apply(graph.json()));
    }

    private static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    private static List<String> edges(Document svg) {
        return elements(svg, "g").stream()
                .filter(group -> group.hasAttribute("data-from"))
                .map(group -> group.getAttribute("class").replace("edge ", "") + " " + group.getAttribute("data-from")
                        + " " + group.getAttribute("data-to"))
                .toList();
    }

    private static List<String> texts(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<String> values(Document svg, String attribute) {
        return elements(svg, "*").stream()
                .filter(element -> element.hasAttribute(attribute))
                .map(element -> element.getAttribute(attribute))
                .toList();
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
