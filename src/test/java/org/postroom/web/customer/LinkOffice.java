package org.postroom.web.customer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.agent.AgentId;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.Seen;
import org.postroom.desk.Words;
import org.postroom.intake.Office;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.web.agent.PageOffice;

/** The sample company with its page. Carl wrote, and looks at his ticket by the link in the mail he got. */
final class LinkOffice implements AutoCloseable {
    static final String TICKET = "SUP-1001";
    private static final String BOUNDARY = "----a-boundary-of-the-tests";
    private static final Pattern LINK = Pattern.compile("https://help\\.example\\.com/view/([A-Za-z0-9_-]+)");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    private final PageOffice page = new PageOffice();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;

    LinkOffice() {
        mail().carlWrites();
        token = tokenOf(Office.CARL);
    }

    PageOffice page() {
        return page;
    }

    Office mail() {
        return page.mail();
    }

    Ticket ticket() {
        return mail().tickets().getFirst();
    }

    List<Article> articles() {
        return mail().articles(ticket().number().toString());
    }

    /** The token in the latest mail to this address. */
    String tokenOf(EmailAddress address) {
        Matcher link = LINK.matcher(mail().lastTo(address).text());
        if (!link.find()) {
            throw new AssertionError("No link in " + mail().lastTo(address).text());
        }
        return link.group(1);
    }

    /** Carl's token. */
    String token() {
        return token;
    }

    /** The path of Carl's page. */
    String path() {
        return "/view/" + token;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Carl's page, which must be there. */
    String ticketPage() {
        HttpResponse<String> answer = get(path());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** The key of the form on a page. */
    static String keyOn(String html) {
        Matcher key = KEY.matcher(html);
        if (!key.find()) {
            throw new AssertionError("No form on " + html);
        }
        return key.group(1);
    }

    /** Carl fills in the form of his page as it is now, and sends it. */
    HttpResponse<String> answers(String text, Attachment... files) {
        return answers(token, keyOn(ticketPage()), text, files);
    }

    HttpResponse<String> answers(String by, String key, String text, Attachment... files) {
        return send(form("/view/" + by + "/answer", key, text, files));
    }

    HttpRequest.Builder form(String path, String key, String text, Attachment... files) {
        StringBuilder body = new StringBuilder();
        part(body, "name=\"key\"", key);
        part(body, "name=\"text\"", Bytes.of(text).latin1());
        for (Attachment file : files) {
            part(
                    body,
                    "name=\"files\"; filename=\"" + Bytes.of(file.name()).latin1() + "\"\r\nContent-Type: "
                            + file.mediaType(),
                    file.content().latin1());
        }
        body.append("--").append(BOUNDARY).append("--\r\n");
        return request(path, "Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.ISO_8859_1));
    }

    private static void part(StringBuilder body, String about, String content) {
        body.append("--").append(BOUNDARY).append("\r\n");
        body.append("Content-Disposition: form-data; ").append(about).append("\r\n\r\n");
        body.append(content).append("\r\n");
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page.address() + path.substring(1)));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** An agent does this on the page, having seen all there is. */
    void act(AgentId agent, Act... acts) {
        Order order = Order.onPage(
                mail().organisation().agent(agent).orElseThrow(),
                ticket().id(),
                new Seen.UpTo(articles().getLast().id()),
                acts);
        Outcome outcome = mail().database()
                .<Outcome>write(transaction -> mail().desks().agents().carryOut(transaction, order));
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError(outcome);
        }
        mail().work();
    }

    static Words words(String text, Attachment... files) {
        return Words.onPage(text, List.of(files), List.of());
    }

    static Attachment file(String name, String type, String content) {
        return new Attachment(name, type, false, Optional.empty(), Bytes.of(content));
    }

    @Override
    public void close() {
        client.close();
        page.close();
    }
}
