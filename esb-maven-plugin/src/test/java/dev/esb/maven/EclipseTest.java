package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Eclipse marks the pom of a project with an error where it does not know what to do with a goal. */
class EclipseTest {

    @Test
    void isToldToIgnoreEveryGoal() throws Exception {
        Document metadata;
        try (InputStream file = getClass().getResourceAsStream("/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
            metadata = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
        }

        List<String> expected = new ArrayList<>(GoalCall.goals());
        expected.add("help");
        assertThat(texts(metadata, "goal")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(metadata.getElementsByTagName("ignore").getLength()).isEqualTo(1);
    }

    private static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
