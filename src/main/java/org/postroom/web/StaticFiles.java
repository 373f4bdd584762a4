package org.postroom.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postroom.mail.Bytes;

/**
 * Style sheets, scripts and pictures, out of the program itself. Each is served under a name that has its content's hash, so
 * that a browser may keep it for ever.
 */
public final class StaticFiles {
    /** The path under which they are. */
    public static final String PATH = "/static/";

    private static final String FOLDER = "/web/static/";
    private static final int HASH = 12;
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, Reply> files = new LinkedHashMap<>();

    private StaticFiles() {}

    /** All files of the program. */
    public static StaticFiles load() {
        StaticFiles all = new StaticFiles();
        all.add("style.css", FOLDER + "style.css");
        all.add("page.js", FOLDER + "page.js");
        all.add("view.css", FOLDER + "view.css");
        all.add("view.js", FOLDER + "view.js");
        all.add("mail.css", FOLDER + "mail.css");
        all.add("icon.svg", FOLDER + "icon.svg");
        all.add("htmx.js", htmx());
        return all;
    }

    /** The path of a file. Throws IllegalArgumentException when there is none of this name. */
    public String address(String name) {
        return Optional.ofNullable(addresses.get(name))
                .orElseThrow(() -> new IllegalArgumentException("No static file " + name));
    }

    /** The file under a name with a hash; empty for any other. */
    Optional<Reply> file(String hashedName) {
        return Optional.ofNullable(files.get(hashedName));
    }

    private void add(String name, String resource) {
        Bytes content = read(resource);
        int dot = name.lastIndexOf('.');
        String hashed = name.substring(0, dot) + "." + content.sha256().substring(0, HASH) + name.substring(dot);
        String type = Optional.ofNullable(TYPES.get(name.substring(dot + 1))).orElseThrow();
        addresses.put(name, PATH + hashed);
        files.put(hashed, Reply.bytes(type, content).with("Cache-Control", "public, max-age=31536000, immutable"));
    }

    /** In the webjar's folder of its version. */
    private static String htmx() {
        Properties webjar = new Properties();
        try (InputStream in = open("/META-INF/maven/org.webjars.npm/htmx.org/pom.properties")) {
            webjar.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/htmx.org/" + webjar.getProperty("version") + "/dist/htmx.min.js";
    }

    private static Bytes read(String resource) {
        try (InputStream in = open(resource)) {
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = StaticFiles.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("The program lacks its file " + resource);
        }
        return in;
    }
}
