package org.postroom.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.postroom.agent.AgentId;
import org.postroom.app.demo.Office;
import org.postroom.web.Manner;
import org.postroom.web.Visitor;

/** Sends requests to the page, as somebody, and follows nothing. */
final class Caller implements AutoCloseable {
    private static final String BOUNDARY = "----a-boundary-of-the-tests";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final Map<String, String> headers;
    private final String formToken;

    private Caller(URI address, Map<String, String> headers, String formToken) {
        this.address = address;
        this.headers = Map.copyOf(headers);
        this.formToken = formToken;
    }

    /** Somebody who is not logged in. */
    static Caller nobody(Office office) {
        return new Caller(office.address(), Map.of(), "");
    }

    /** An agent with a session. */
    static Caller agent(Office office, String agent) {
        String cookie = office.session(agent);
        Visitor visitor = new Visitor(
                office.conf().organisation().agent(new AgentId(agent)).orElseThrow(),
                cookie.substring(cookie.indexOf('=') + 1),
                new Manner(Locale.ENGLISH, ZoneOffset.UTC, Manner.Theme.SYSTEM));
        return new Caller(office.address(), Map.of("Cookie", cookie), visitor.formToken());
    }

    /** The same caller with one more header, or another value of it. */
    Caller with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Caller(address, more, formToken);
    }

    /** The same caller, who does not know the session's form token. */
    Caller withoutToken() {
        return new Caller(address, headers, "");
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> head(String path) {
        return send(request(path).HEAD());
    }

    /** Posts a form, with the token when there is one. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        if (!formToken.isEmpty()) {
            all.put("form-token", formToken);
        }
        String form = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** A file of a form, as its sender names it. */
    record File(String field, String name, String type, String content) {}

    /** Posts a form with files, with the token when there is one, names quoted as browsers do. */
    HttpResponse<String> postFiles(String path, Map<String, String> fields, List<File> files) {
        return postUnquoted(
                path,
                fields,
                files.stream()
                        .map(file -> new File(file.field(), quoted(file.name()), file.type(), file.content()))
                        .toList());
    }

    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** Posts a form with files whose names stand in it as they are. */
    HttpResponse<String> postUnquoted(String path, Map<String, String> fields, List<File> files) {
        StringBuilder body = new StringBuilder();
        if (!formToken.isEmpty()) {
            part(body, "name=\"form-token\"", formToken);
        }
        fields.forEach((name, value) -> part(body, "name=\"" + name + "\"", value));
        files.forEach(file -> part(
                body,
                "name=\"" + file.field() + "\"; filename=\"" + file.name() + "\"\r\nContent-Type: " + file.type(),
                file.content()));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(body + "--" + BOUNDARY + "--\r\n")));
    }

    private static void part(StringBuilder body, String about, String content) {
        body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; ");
        body.append(about).append("\r\n\r\n").append(content).append("\r\n");
    }

    /** The header by which the server knows who this is; may be empty. */
    String cookie() {
        return headers.getOrDefault("Cookie", "");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path.substring(1))).timeout(LONGEST_WAIT);
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
