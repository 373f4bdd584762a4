package org.postroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A library that ships with the program, as it lies in the local Maven repository: beside its jar is its pom. */
record ShippedLibrary(Path jar) {
    private static final Path CLASS_PATH = Path.of("target/shipped-classpath.txt");
    private static final Path CLASS_PATH_OF_FAST = Path.of("target/fast/shipped-classpath.txt");

    /** All of them, as the build found them. */
    static List<ShippedLibrary> all() throws IOException {
        Path written = Stream.of(CLASS_PATH, CLASS_PATH_OF_FAST)
                .filter(Files::exists)
                .max((one, other) ->
                        Long.compare(one.toFile().lastModified(), other.toFile().lastModified()))
                .orElseThrow(() -> new IllegalStateException("No " + CLASS_PATH + ": let Maven run the tests"));
        return Stream.of(Files.readString(written).strip().split(java.io.File.pathSeparator))
                .map(Path::of)
                .map(ShippedLibrary::new)
                .toList();
    }

    /** Its name without the group: {@code jsoup}. */
    String name() {
        return String.valueOf(above(jar, 2).getFileName());
    }

    String version() {
        return String.valueOf(above(jar, 1).getFileName());
    }

    /** Packages in which it has classes. */
    List<String> packages() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(java.util.zip.ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .distinct()
                    .toList();
        }
    }

    /** What its pom, or the nearest of that pom's parents that says so, names as licences. */
    List<String> licences() throws IOException {
        Path pom = jar.resolveSibling(name() + "-" + version() + ".pom");
        Path repository = repository(project(pom));
        Optional<Path> next = Optional.of(pom);
        while (next.isPresent()) {
            Element project = project(next.get());
            List<String> named = child(project, "licenses").stream()
                    .flatMap(licences -> children(licences, "license"))
                    .flatMap(licence -> children(licence, "name"))
                    .map(name -> name.getTextContent().strip())
                    .toList();
            if (!named.isEmpty()) {
                return named;
            }
            next = child(project, "parent").map(parent -> parentPom(repository, parent));
        }
        return List.of();
    }

    private Path repository(Element project) {
        String group = child(project, "groupId")
                .or(() -> child(project, "parent").flatMap(parent -> child(parent, "groupId")))
                .orElseThrow()
                .getTextContent()
                .strip();
        return above(jar, 3 + group.split("\\.").length);
    }

    private static Path above(Path path, int levels) {
        Path above = path;
        for (int i = 0; i < levels; i++) {
            above = Objects.requireNonNull(above.getParent());
        }
        return above;
    }

    private static Path parentPom(Path repository, Element parent) {
        String group = child(parent, "groupId").orElseThrow().getTextContent().strip();
        String name = child(parent, "artifactId").orElseThrow().getTextContent().strip();
        String version = child(parent, "version").orElseThrow().getTextContent().strip();
        return repository
                .resolve(group.replace('.', '/'))
                .resolve(name)
                .resolve(version)
                .resolve(name + "-" + version + ".pom");
    }

    private static Element project(Path pom) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + pom, e);
        }
    }

    private static Optional<Element> child(Element of, String name) {
        return children(of, name).findFirst();
    }

    private static Stream<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found.stream();
    }
}
