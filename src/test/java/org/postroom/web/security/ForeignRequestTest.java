package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.web.Method;
import org.postroom.web.Permission;
import org.postroom.web.Route;

/** F4: what acts is done by our own pages only, and what shows changes nothing. */
class ForeignRequestTest {
    private static Company company;
    private static Caller anna;

    @BeforeAll
    static void open() {
        company = Company.open();
        anna = Caller.agent(company.office(), "anna");
    }

    @AfterAll
    static void close() {
        anna.close();
        company.close();
    }

    private static List<Route> routes(Method method) {
        return company.office().daemon().routes().all().stream()
                .filter(route -> route.method() == method)
                .toList();
    }

    private static DatabaseState state() {
        return DatabaseState.of(company.office().database());
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example.net",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none"
    })
    void noFormOfAnotherSiteActs(String header, String value) {
        DatabaseState before = state();
        for (Route route : routes(Method.POST)) {
            HttpResponse<String> answer = anna.with(header, value).post(company.path(route, "support"), Map.of());
            boolean quiet = route.permission() instanceof Permission.ViewLink && value.equals("null");
            assertThat(answer.statusCode()).as(RouteTable.line(route)).isIn(quiet ? Set.of(404, 429) : Set.of(403));
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void noFormWithoutTheSessionsTokenActs() {
        DatabaseState before = state();
        try (Caller emma = Caller.agent(company.office(), "emma")) {
            DatabaseState after = state();
            for (Route route : routes(Method.POST)) {
                if (!(route.permission() instanceof Permission.Anyone
                        || route.permission() instanceof Permission.ViewLink)) {
                    String path = company.path(route, "billing");
                    assertThat(emma.withoutToken().post(path, Map.of()).statusCode())
                            .as(RouteTable.line(route))
                            .isEqualTo(403);
                    assertThat(emma.withoutToken()
                                    .post(path, Map.of("form-token", "0123456789abcdef"))
                                    .statusCode())
                            .as(RouteTable.line(route))
                            .isEqualTo(403);
                }
            }
            assertThat(state()).isEqualTo(after).isNotEqualTo(before);
        }
    }

    @Test
    void lookingChangesNothing() {
        DatabaseState before = state();
        for (Route route : routes(Method.GET)) {
            for (String department : Company.DEPARTMENTS) {
                String path = company.path(route, department);
                int got = anna.get(path).statusCode();
                assertThat(anna.head(path).statusCode()).as(path).isEqualTo(got);
                assertThat(anna.with("HX-Request", "true").get(path).statusCode())
                        .as(path)
                        .isLessThan(500);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whatActsIsNotThereToLookAt() {
        for (Route route : routes(Method.POST)) {
            boolean alsoShows =
                    routes(Method.GET).stream().anyMatch(other -> other.path().equals(route.path()));
            if (!alsoShows) {
                String path = company.path(route, "support");
                int status = anna.get(path).statusCode();
                assertThat(status).as("GET " + path).isIn(404, 405);
            }
        }
    }
}
