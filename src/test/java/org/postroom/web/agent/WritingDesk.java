package org.postroom.web.agent;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.agent.AgentId;
import org.postroom.web.Upload;

/** A window of an agent's browser with ticket SUP-1001 in it: its forms are sent as the page that is open has them. */
final class WritingDesk {
    static final String TICKET = "/tickets/SUP-1001";

    private final AgentBrowser browser;
    private String page;

    private WritingDesk(AgentBrowser browser) {
        this.browser = browser;
        this.page = browser.page(TICKET);
    }

    static WritingDesk of(PageOffice office, AgentId agent) {
        return new WritingDesk(office.as(agent));
    }

    /** What the window shows. */
    String page() {
        return page;
    }

    /** Opens the ticket anew. */
    WritingDesk reload() {
        page = browser.page(TICKET);
        return this;
    }

    /** Presses a button; what comes is shown unless it leads elsewhere. */
    HttpResponse<String> press(String button, String... fields) {
        List<String> all = new ArrayList<>(List.of("latest", hidden(page, "latest")));
        all.addAll(List.of(fields));
        return shown(browser.post(TICKET + "/" + button, all.toArray(String[]::new)));
    }

    /** Sends a form of the composer. Fields are names and values by turns. */
    HttpResponse<String> send(String kind, List<Upload> files, String... fields) {
        return shown(browser.postFiles(TICKET + "/" + kind, form(kind, fields), files));
    }

    HttpResponse<String> send(String kind, String... fields) {
        return send(kind, List.of(), fields);
    }

    /** Saves as the page's script does, counting on. */
    HttpResponse<String> save(String kind, int count, String text) {
        Map<String, String> form = form(kind, "text", text);
        form.put("sequence", String.valueOf(Long.parseLong(form.get("sequence")) + count));
        return browser.piece(TICKET + "/" + kind + "/draft", form);
    }

    /** Sends something below the composer's path without showing what comes. */
    HttpResponse<String> aside(String path, List<Upload> files, String... fields) {
        return browser.postFiles(TICKET + "/" + path, pairs(fields), files);
    }

    /** Asks for a piece as the page's script does. */
    HttpResponse<String> piece(String path) {
        return browser.piece(TICKET + "/" + path, Map.of());
    }

    AgentBrowser browser() {
        return browser;
    }

    /** The form's fields as the page has them, with these typed. */
    Map<String, String> form(String kind, String... fields) {
        String own = part(page, "<form class=\"write " + kind + "\"", "</form>");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("latest", hidden(own, "latest"));
        form.put("sequence", hidden(own, "sequence"));
        form.putAll(pairs(fields));
        return form;
    }

    /** What stands in a form's text area. */
    String text(String kind) {
        String own = part(page, "<form class=\"write " + kind + "\"", "</form>");
        String area = part(own, "<textarea", "</textarea>");
        return area.substring(area.indexOf(">\n") + 2);
    }

    /** What the page says is wrong. */
    String faults() {
        return page.contains("class=\"reasons\"") ? part(page, "class=\"reasons\"", "</div>") : "";
    }

    private HttpResponse<String> shown(HttpResponse<String> answer) {
        if (answer.statusCode() != 303) {
            page = answer.body();
        }
        return answer;
    }

    static String place(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static Map<String, String> pairs(String... fields) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.put(fields[i], fields[i + 1]);
        }
        return pairs;
    }

    private static String hidden(String html, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
        if (!field.find()) {
            throw new AssertionError("No field " + name + " in " + html);
        }
        return field.group(1);
    }

    private static String part(String html, String from, String to) {
        int start = html.indexOf(from);
        if (start < 0) {
            throw new AssertionError("No " + from + " in " + html);
        }
        return html.substring(start, html.indexOf(to, start));
    }
}
