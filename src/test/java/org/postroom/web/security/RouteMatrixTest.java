package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.agent.TicketAction;
import org.postroom.web.Method;
import org.postroom.web.Permission;
import org.postroom.web.Route;

/** F8: every route, tried by everybody on everything. */
class RouteMatrixTest {
    /** Who may see and work on a department's ticket in its front line group. */
    private static final Map<String, Set<String>> WORKERS = Map.of(
            "support", Set.of("anna", "ben"),
            "technical", Set.of("anna", "ben", "carla"),
            "billing", Set.of("anna", "emma"),
            "sales", Set.of("anna", "david"));

    /** Who manages it. */
    private static final Map<String, Set<String>> MANAGERS = Map.of(
            "support", Set.of("anna"),
            "technical", Set.of("anna", "carla"),
            "billing", Set.of("anna", "emma"),
            "sales", Set.of("anna", "david"));

    private static final Set<TicketAction> MANAGERS_ALONE = Set.of(TicketAction.LOCK, TicketAction.READ_RAW);

    /** Who runs some department's queue and quarantine. */
    private static final Set<String> RUNNERS = Set.of("anna", "carla", "david", "emma");

    private static Company company;
    private static Map<String, Caller> callers;

    @BeforeAll
    static void open() {
        company = Company.open();
        callers = new HashMap<>();
        Company.AGENTS.forEach(agent -> callers.put(agent, Caller.agent(company.office(), agent)));
        callers.put("nobody", Caller.nobody(company.office()));
    }

    @AfterAll
    static void close() {
        callers.values().forEach(Caller::close);
        company.close();
    }

    private static List<Route> routes() {
        return company.office().daemon().routes().all();
    }

    @Test
    void everyRouteIsExpectedWithItsPermission() {
        assertThat(RouteTable.of(company.office().daemon().routes())).isEqualTo(RouteTable.expected());
    }

    @Test
    void nobodyComesFurtherThanTheLogIn() {
        DatabaseState before = DatabaseState.of(company.office().database());
        Caller nobody = caller("nobody");
        for (Route route : routes()) {
            if (needsAgent(route)) {
                for (String department : Company.DEPARTMENTS) {
                    HttpResponse<String> answer = call(nobody, route, company.path(route, department));
                    assertThat(answer.statusCode()).as(RouteTable.line(route)).isEqualTo(303);
                    assertThat(location(answer)).as(RouteTable.line(route)).startsWith("/login");
                    assertThat(answer.body()).isEmpty();
                }
            }
        }
        assertThat(DatabaseState.of(company.office().database())).isEqualTo(before);
    }

    @Test
    void agentsAreKeptFromWhatIsNotTheirs() {
        DatabaseState before = DatabaseState.of(company.office().database());
        Map<String, Integer> wrong = new TreeMap<>();
        each((agent, route, department) -> {
            if (!may(agent, route, department)) {
                HttpResponse<String> answer = call(caller(agent), route, company.path(route, department));
                if (answer.statusCode() != 403) {
                    wrong.put(agent + " " + RouteTable.line(route) + " of " + department, answer.statusCode());
                }
                assertThat(answer.body()).doesNotContain(Company.secret(department));
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(DatabaseState.of(company.office().database())).isEqualTo(before);
    }

    @Test
    void agentsAreLetToWhatIsTheirs() {
        Map<String, Integer> wrong = new TreeMap<>();
        each((agent, route, department) -> {
            if (route.method() == Method.GET && may(agent, route, department)) {
                HttpResponse<String> answer = call(caller(agent), route, company.path(route, department));
                if (Set.of(401, 403, 500).contains(answer.statusCode())
                        || location(answer).startsWith("/login")) {
                    wrong.put(agent + " " + RouteTable.line(route) + " of " + department, answer.statusCode());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingOfOneTicketIsHadByWayOfAnother() {
        Caller carla = caller("carla");
        for (Route route : routes()) {
            if (route.method() == Method.GET && route.path().contains("{article}") && needsAgent(route)) {
                for (String foreign : List.of("billing", "sales", "support")) {
                    String own = company.ticket("technical").number().toString();
                    String theirs = company.ticket(foreign).number().toString();
                    HttpResponse<String> answer =
                            carla.get(company.path(route, foreign).replace(theirs, own));
                    assertThat(answer.statusCode()).as(RouteTable.line(route)).isEqualTo(404);
                    assertThat(answer.body()).doesNotContain(Company.secret(foreign));
                }
            }
        }
    }

    @Test
    void noPageShowsAnAgentWhatBelongsToOthers() {
        for (String agent : Company.AGENTS) {
            for (Route route : routes()) {
                if (route.method() == Method.GET && !route.path().contains("{ticket}")) {
                    for (String query : List.of("", "?text=XYZZY", "?whose=nobody&text=xyzzy", "?state=active")) {
                        String body = call(caller(agent), route, company.path(route, "support") + query)
                                .body();
                        for (String department : Company.DEPARTMENTS) {
                            if (!in(WORKERS, department).contains(agent)) {
                                assertThat(body)
                                        .as(agent + " " + route.path() + query)
                                        .doesNotContain(Company.secret(department));
                            }
                        }
                    }
                }
            }
        }
    }

    private interface Case {
        void check(String agent, Route route, String department);
    }

    private static void each(Case check) {
        for (String agent : Company.AGENTS) {
            for (Route route : routes()) {
                if (needsAgent(route)) {
                    List<String> objects = route.path().contains("{ticket}") ? Company.DEPARTMENTS : List.of("support");
                    objects.forEach(department -> check.check(agent, route, department));
                }
            }
        }
    }

    private static boolean needsAgent(Route route) {
        return !(route.permission() instanceof Permission.Anyone)
                && !(route.permission() instanceof Permission.ViewLink);
    }

    private static boolean may(String agent, Route route, String department) {
        return switch (route.permission()) {
            case Permission.Anyone(), Permission.ViewLink(), Permission.LoggedIn() -> true;
            case Permission.Running() -> RUNNERS.contains(agent);
            case Permission.OnTicket(TicketAction action) ->
                in(MANAGERS_ALONE.contains(action) ? MANAGERS : WORKERS, department)
                        .contains(agent);
        };
    }

    private static Set<String> in(Map<String, Set<String>> table, String department) {
        return Objects.requireNonNull(table.get(department));
    }

    private static Caller caller(String agent) {
        return Objects.requireNonNull(callers.get(agent));
    }

    private static HttpResponse<String> call(Caller caller, Route route, String path) {
        return switch (route.method()) {
            case GET -> caller.get(path);
            case POST -> caller.post(path, Map.of());
        };
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
