package org.postroom.web.agent;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postroom.mail.Bytes;
import org.postroom.web.Upload;

/** A browser in the hands of an agent who is logged in, or of a stranger. It follows no redirect. */
public final class AgentBrowser implements AutoCloseable {
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" content=\"([^\"]+)\"");
    private static final String BOUNDARY = "----a-boundary-of-the-tests";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI site;
    private final String cookie;
    private final String formToken;

    /**
     * @param cookie its whole header; may be empty
     * @param formToken what forms carry; may be empty
     */
    AgentBrowser(URI site, String cookie, String formToken) {
        this.site = site;
        this.cookie = cookie;
        this.formToken = formToken;
    }

    /** A browser with the cookie of a session that has begun; its forms carry what the list's page gives them. */
    public static AgentBrowser loggedIn(URI site, String cookie) {
        try (AgentBrowser first = new AgentBrowser(site, cookie, "")) {
            Matcher token = FORM_TOKEN.matcher(first.page("/tickets"));
            if (!token.find()) {
                throw new AssertionError("The list of tickets has no form token");
            }
            return new AgentBrowser(site, cookie, token.group(1));
        }
    }

    /** The header by which the server knows who this is. */
    String cookie() {
        return cookie;
    }

    /** What the server says to a GET. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET(), BodyHandlers.ofString());
    }

    /** The bytes of a file. */
    public HttpResponse<byte[]> download(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    /** A page that must be there. */
    public String page(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Sends a form with its token. Fields are names and values by turns. */
    public HttpResponse<String> post(String path, String... fields) {
        StringBuilder body = new StringBuilder("form-token=" + encoded(formToken));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body.toString())),
                BodyHandlers.ofString());
    }

    /** Asks for a piece of a page as a script of ours does. */
    public HttpResponse<String> piece(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                request(path)
                        .header("HX-Request", "true")
                        .header("X-Form-Token", formToken)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)),
                BodyHandlers.ofString());
    }

    /** Sends a form with files. */
    public HttpResponse<String> postFiles(String path, Map<String, String> fields, List<Upload> files) {
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(multipart(fields, files)),
                BodyHandlers.ofString());
    }

    private BodyPublisher multipart(Map<String, String> fields, List<Upload> files) {
        StringBuilder body = new StringBuilder();
        part(body, "name=\"form-token\"", formToken);
        fields.forEach((name, value) -> part(body, "name=\"" + name + "\"", value));
        for (Upload file : files) {
            part(
                    body,
                    "name=\"" + file.field() + "\"; filename=\"" + file.name() + "\"\r\nContent-Type: " + file.type(),
                    file.content().latin1());
        }
        body.append("--").append(BOUNDARY).append("--\r\n");
        return BodyPublishers.ofString(body.toString(), StandardCharsets.ISO_8859_1);
    }

    private static void part(StringBuilder body, String about, String content) {
        body.append("--").append(BOUNDARY).append("\r\n");
        body.append("Content-Disposition: form-data; ").append(about).append("\r\n\r\n");
        body.append(content).append("\r\n");
    }

    /** A file to send. */
    public static Upload file(String field, String name, String type, String content) {
        return new Upload(field, name, type, Bytes.of(content));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(site.resolve(path)).header("Sec-Fetch-Site", "same-origin");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
