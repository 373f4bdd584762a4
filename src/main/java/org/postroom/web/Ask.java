package org.postroom.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read whole.
 *
 * @param headers by lower-case name, the first of each
 * @param cookies by name
 */
public record Ask(
        Method method,
        Target target,
        Form form,
        Map<String, String> headers,
        Map<String, String> cookies,
        Client client) {
    public Ask {
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /**
     * What is asked for.
     *
     * @param path decoded; begins with a slash
     * @param query its fields, several values each
     * @param asSent path and query as they came
     */
    public record Target(String path, Map<String, List<String>> query, String asSent) {
        public Target {
            query = Map.copyOf(query);
        }
    }

    /**
     * What the body holds.
     *
     * @param fields several values each
     */
    public record Form(Map<String, List<String>> fields, List<Upload> uploads) {
        /** No body. */
        public static final Form NONE = new Form(Map.of(), List.of());

        public Form {
            fields = Map.copyOf(fields);
            uploads = List.copyOf(uploads);
        }
    }

    /** The path, decoded. */
    public String path() {
        return target.path();
    }

    /** The first value of a field of the query. */
    public Optional<String> query(String name) {
        return target.query().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** All values of a field of the query. */
    public List<String> queries(String name) {
        return target.query().getOrDefault(name, List.of());
    }

    /** The first value of a field of the form, empty when it is missing. */
    public String field(String name) {
        return form.fields().getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    /** All values of a field of the form. */
    public List<String> fields(String name) {
        return form.fields().getOrDefault(name, List.of());
    }

    /** The files of a field; one without name and content, as browsers send for an empty field, is none. */
    public List<Upload> uploads(String field) {
        return form.uploads().stream()
                .filter(file -> file.field().equals(field))
                .filter(file -> !file.name().isEmpty() || file.content().size() > 0)
                .toList();
    }

    /** A header, by name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A cookie. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /** Whether a script of ours asks for a piece of a page. */
    public boolean fragment() {
        return header("HX-Request").filter("true"::equals).isPresent();
    }
}
