package dev.esb.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A goal as the plugin's own descriptor describes it to Maven.
 *
 * @param description in sentences
 * @param parameters those that a user can set on the command line
 */
public record GoalDescription(String name, String description, List<Parameter> parameters) {
    /**
     * A parameter of a goal.
     *
     * @param property the user property, such as {@code esb.stopTimeout}; empty where there is none
     * @param standard its default; empty for none
     * @param isList whether it has several values
     */
    public record Parameter(String name, String property, String description, String standard, boolean isList) {}

    /** That of one goal, which there has to be. */
    public static GoalDescription of(String goal) {
        Document plugin = descriptor();
        for (Element mojo : children(child(plugin.getDocumentElement(), "mojos"), "mojo")) {
            if (text(mojo, "goal").equals(goal)) {
                return of(mojo);
            }
        }
        throw new IllegalArgumentException("no goal " + goal);
    }

    /** The version of this plugin. */
    public static String pluginVersion() {
        return text(descriptor().getDocumentElement(), "version");
    }

    /** All goals of the plugin. */
    public static List<String> names() {
        return children(child(descriptor().getDocumentElement(), "mojos"), "mojo").stream()
                .map(mojo -> text(mojo, "goal"))
                .toList();
    }

    private static GoalDescription of(Element mojo) {
        Element values = child(mojo, "configuration");
        List<Parameter> parameters = new ArrayList<>();
        for (Element parameter : children(child(mojo, "parameters"), "parameter")) {
            if (text(parameter, "editable").equals("true")) {
                String name = text(parameter, "name");
                Element value = children(values, name).stream().findFirst().orElse(null);
                parameters.add(new Parameter(
                        name,
                        value == null ? "" : value.getTextContent().strip().replaceAll("^\\$\\{|}$", ""),
                        text(parameter, "description"),
                        value == null ? "" : value.getAttribute("default-value"),
                        text(parameter, "type").equals("java.util.List")));
            }
        }
        return new GoalDescription(text(mojo, "goal"), text(mojo, "description"), parameters);
    }

    private static Document descriptor() {
        try (InputStream stream = GoalDescription.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip().replaceAll("\\s+", " ");
    }

    private static Element child(Element parent, String name) {
        return children(parent, name).get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
