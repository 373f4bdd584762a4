package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.agent.TicketAction;

class RouteTest {
    private static final Permission ANYONE = new Permission.Anyone();

    @Test
    void namesTheSegmentsInBraces() {
        Route route = route("/tickets/{ticket}/files/{place}");
        assertThat(route.match("/tickets/SUP-1001/files/2")).contains(Map.of("ticket", "SUP-1001", "place", "2"));
    }

    @Test
    void takesNeitherMoreNorFewerNorEmptySegments() {
        Route route = route("/tickets/{ticket}");
        assertThat(route.match("/tickets")).isEmpty();
        assertThat(route.match("/tickets/")).isEmpty();
        assertThat(route.match("/tickets/SUP-1001/raw")).isEmpty();
        assertThat(route.match("/Tickets/SUP-1001")).isEmpty();
    }

    @Test
    void tellsWhichMethodsAPathHas() {
        Routes routes = new Routes(List.of(route("/a"), Route.post("/a", ANYONE, _ -> Reply.nothing())));
        assertThat(routes.find(Optional.empty(), "/a"))
                .isInstanceOfSatisfying(
                        Routes.Way.OtherMethod.class,
                        way -> assertThat(way.allowed()).containsExactlyInAnyOrder(Method.GET, Method.POST));
        assertThat(routes.find(Optional.of(Method.POST), "/a")).isInstanceOf(Routes.Way.To.class);
        assertThat(routes.find(Optional.of(Method.GET), "/b")).isInstanceOf(Routes.Way.Nowhere.class);
    }

    @Test
    void takesNoRouteTwice() {
        assertThatThrownBy(() -> new Routes(List.of(route("/a"), route("/a")))).hasMessageContaining("GET /a");
    }

    @Test
    void wantsATicketInThePathWhereThePermissionIsAboutOne() {
        assertThatThrownBy(() -> Route.get("/queue", new Permission.OnTicket(TicketAction.VIEW), _ -> Reply.nothing()))
                .hasMessageContaining("{ticket}");
    }

    private static Route route(String path) {
        return Route.get(path, ANYONE, _ -> Reply.nothing());
    }
}
