package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.testing.HostileWords;
import org.postroom.web.Method;
import org.postroom.web.Permission;
import org.postroom.web.Route;

/** F13: words that mean something to a database, in every field of every form and query, and in every part of every path. */
class HostileFieldsTest {
    private static final List<String> WORDS = words();
    private static final Pattern QUERY = Pattern.compile("[?&]([a-z-]+)=");

    private static Company company;
    private static Caller anna;
    private static Caller nobody;

    private static List<String> words() {
        List<String> words = new ArrayList<>(HostileWords.kinds());
        words.addAll(List.of(
                "'",
                "\"",
                "\\",
                "1' AND SLEEP(5) AND '1'='1",
                "1 OR 1=1",
                "-1",
                "9223372036854775808",
                "1e309",
                "NaN",
                "' || (SELECT sqlite_version()) || '",
                "x'; ATTACH DATABASE '/tmp/x.db' AS x; --",
                "\u0000",
                "\uFFFF",
                "ʼ OR 1=1",
                "x".repeat(5000)));
        return List.copyOf(words);
    }

    @BeforeAll
    static void open() {
        company = Company.open();
        company.office().givePassword("ben");
        anna = Caller.agent(company.office(), "anna");
        nobody = Caller.nobody(company.office());
    }

    @AfterAll
    static void close() {
        anna.close();
        nobody.close();
        company.close();
    }

    private static DatabaseState state() {
        return DatabaseState.of(company.office().database());
    }

    private static List<Route> routes(Method method) {
        return company.office().daemon().routes().all().stream()
                .filter(route -> route.method() == method)
                .toList();
    }

    private static String path(Route route) {
        return route.path().startsWith("/view/")
                ? route.path().replace("{token}", company.viewLink("support")).replaceAll("\\{[a-z]+}", "1")
                : company.path(route, "support");
    }

    @Test
    void noFieldOfAQueryDoesMoreThanAsk() {
        List<String> paths =
                routes(Method.GET).stream().map(HostileFieldsTest::path).toList();
        Set<String> fields = new TreeSet<>(Set.of("text", "state", "place", "whose", "sort", "after", "next", "done"));
        paths.forEach(
                path -> QUERY.matcher(anna.get(path).body()).results().forEach(found -> fields.add(found.group(1))));
        fields.addAll(Set.of("formatted", "whole", "remote", "all"));
        assertThat(fields).hasSizeGreaterThan(10);
        DatabaseState before = state();
        for (String path : paths) {
            for (String field : fields) {
                for (String word : WORDS.subList(0, 20)) {
                    check(anna.get(path + "?" + field + "=" + Caller.encoded(word)), path + "?" + field + "=" + word);
                }
            }
        }
        for (String word : WORDS) {
            check(anna.get("/tickets?text=" + Caller.encoded(word)), "text=" + word);
            check(anna.get("/tickets?after=" + Caller.encoded(word)), "after=" + word);
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void noPartOfAPathDoesMoreThanAsk() {
        DatabaseState before = state();
        for (Route route : company.office().daemon().routes().all()) {
            if (!(route.permission() instanceof Permission.ViewLink)
                    && route.path().contains("{")) {
                for (String word : WORDS.subList(0, 36)) {
                    String part = Caller.encoded(word)
                            .replace("+", "%20")
                            .replace("%2F", "-")
                            .replace("%5C", "-");
                    String path = route.path()
                            .replaceAll("\\{[a-z]+}", part.replace("\\", "\\\\").replace("$", "\\$"));
                    HttpResponse<String> answer =
                            route.method() == Method.GET ? anna.get(path) : anna.post(path, Map.of());
                    check(answer, path);
                }
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    /** Whatever a form does, it does to its own ticket; the rows of all others stay, and the account's as well. */
    @Test
    void noFieldOfAFormDoesMoreThanItsForm() {
        Map<String, Map<String, String>> forms = forms();
        assertThat(forms).hasSizeGreaterThan(15);
        Map<String, List<String>> before = others();
        int sent = 0;
        for (Map.Entry<String, Map<String, String>> form : forms.entrySet()) {
            for (String field : form.getValue().keySet()) {
                for (String word : WORDS) {
                    Map<String, String> fields = new HashMap<>(form.getValue());
                    fields.put(field, word);
                    Caller by = form.getKey().startsWith("/login") ? nobody : anna;
                    check(by.post(form.getKey(), fields), form.getKey() + " " + field + "=" + word);
                    sent++;
                }
            }
        }
        assertThat(sent).isGreaterThan(500);
        assertThat(others()).isEqualTo(before);
        assertThat(company.office().tickets()).hasSize(Company.DEPARTMENTS.size());
    }

    private static void check(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        assertThat(answer.body())
                .as(what)
                .doesNotContainIgnoringCase("SQLiteException", "SQLITE_ERROR", "syntax error", "org.jdbi");
        if (answer.statusCode() == 303) {
            String place = answer.headers().firstValue("Location").orElse("");
            assertThat(URLDecoder.decode(place, StandardCharsets.UTF_8))
                    .as(what)
                    .startsWith("/");
        }
    }

    /** Every form on every page, and every other thing that can be posted: its path, and its fields as they stand there. */
    private static Map<String, Map<String, String>> forms() {
        Map<String, Map<String, String>> forms = new TreeMap<>();
        for (Route route : routes(Method.GET)) {
            Caller by = route.path().equals("/login") ? nobody : anna;
            Document page = Jsoup.parse(by.get(path(route)).body());
            for (Element form : page.select("form[method=post]")) {
                Map<String, String> fields = new LinkedHashMap<>();
                form.select("[name]").forEach(field -> fields.put(field.attr("name"), field.val()));
                fields.remove("form-token");
                forms.putIfAbsent(form.attr("action").replaceFirst("#.*", ""), fields);
                form.select("[formaction]").forEach(button -> forms.putIfAbsent(button.attr("formaction"), fields));
            }
        }
        for (Route route : routes(Method.POST)) {
            Map<String, String> usual =
                    new HashMap<>(Map.of("latest", "1", "sequence", "1", "text", "x", "agent", "ben"));
            forms.putIfAbsent(path(route), usual);
        }
        forms.remove("/logout");
        forms.remove("/settings/log-out-elsewhere");
        return forms;
    }

    /** Of all tables the rows about other tickets, and all passwords. */
    private static Map<String, List<String>> others() {
        Set<String> foreign = new HashSet<>();
        for (String department : List.of("technical", "billing", "sales")) {
            foreign.add(String.valueOf(company.ticket(department).id().value()));
        }
        Map<String, List<String>> rows = new TreeMap<>();
        state().rows()
                .forEach((table, all) -> rows.put(
                        table,
                        all.stream()
                                .filter(row -> table.equals("credential")
                                        || foreign.stream().anyMatch(row::contains))
                                .toList()));
        return rows;
    }
}
