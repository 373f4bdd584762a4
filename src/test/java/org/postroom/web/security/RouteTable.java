package org.postroom.web.security;

import java.util.Map;
import java.util.TreeMap;
import org.postroom.agent.TicketAction;
import org.postroom.web.Permission;
import org.postroom.web.Route;
import org.postroom.web.Routes;

/** Every route and what it is expected to ask for, written down a second time: a new one belongs in here too. */
final class RouteTable {
    private static final String EXPECTED = """
            GET  /health                                anyone
            GET  /metrics                               anyone
            GET  /static/{name}                         anyone
            GET  /static/colours/{colour}               anyone
            GET  /view/{token}                          view link
            GET  /view/{token}/answer                   view link
            POST /view/{token}/answer                   view link
            GET  /view/{token}/files/{article}/{place}  view link
            GET  /tickets/{ticket}/links                view
            POST /tickets/{ticket}/revoke-links         change
            GET  /login                                 anyone
            POST /login                                 anyone
            POST /login/link                            anyone
            GET  /login/link/{token}                    anyone
            POST /login/link/{token}                    anyone
            POST /logout                                logged in
            GET  /                                      logged in
            GET  /tickets                               logged in
            GET  /rows                                  logged in
            GET  /several                               logged in
            POST /several                               logged in
            POST /planned/back                          logged in
            GET  /views                                 logged in
            POST /views                                 logged in
            GET  /views/new                             logged in
            GET  /views/{view}                          logged in
            POST /views/{view}                          logged in
            GET  /views/{view}/rows                     logged in
            GET  /views/{view}/edit                     logged in
            POST /views/{view}/remove                   logged in
            GET  /departments                           logged in
            GET  /agents                                logged in
            GET  /queue                                 running
            GET  /queue/{id}                            running
            POST /queue/{id}/retry                      running
            POST /queue/{id}/drop                       running
            GET  /quarantine                            running
            GET  /quarantine/{id}                       running
            GET  /quarantine/{id}/raw                   running
            POST /quarantine/{id}/retry                 running
            POST /quarantine/{id}/release               running
            GET  /storms                                running
            GET  /storms/{id}                           running
            POST /storms/{id}/release                   running
            POST /availability                          logged in
            GET  /planned                               logged in
            POST /planned/{planned}/back                logged in
            POST /planned/{planned}/now                 logged in
            GET  /settings                              logged in
            POST /settings                              logged in
            POST /settings/theme                        logged in
            POST /settings/password                     logged in
            POST /settings/log-out-elsewhere            logged in
            GET  /tickets/{ticket}                                              view
            GET  /tickets/{ticket}/articles/{article}/files/{place}             view
            GET  /tickets/{ticket}/articles/{article}/html                      view
            GET  /tickets/{ticket}/articles/{article}/raw                       read raw
            GET  /tickets/{ticket}/planned                                      view
            POST /tickets/{ticket}/presence                                     view
            POST /tickets/{ticket}/answer                                       answer
            POST /tickets/{ticket}/answer/draft                                 answer
            POST /tickets/{ticket}/answer/draft/discard                         answer
            POST /tickets/{ticket}/answer/draft/files                           answer
            POST /tickets/{ticket}/answer/draft/files/{file}/remove             answer
            POST /tickets/{ticket}/comment                                      comment
            POST /tickets/{ticket}/comment/draft                                comment
            POST /tickets/{ticket}/comment/draft/discard                        comment
            POST /tickets/{ticket}/comment/draft/files                          comment
            POST /tickets/{ticket}/comment/draft/files/{file}/remove            comment
            POST /tickets/{ticket}/take                                         assign
            POST /tickets/{ticket}/assign                                       assign
            POST /tickets/{ticket}/unassign                                     assign
            POST /tickets/{ticket}/transfer                                     transfer
            POST /tickets/{ticket}/share                                        share
            POST /tickets/{ticket}/forward                                      forward
            POST /tickets/{ticket}/forwarded                                    change
            POST /tickets/{ticket}/forwarded/drop                               change
            POST /tickets/{ticket}/priority                                     change
            POST /tickets/{ticket}/product                                      change
            GET  /tickets/{ticket}/split                                        merge
            POST /tickets/{ticket}/split                                        merge
            POST /tickets/{ticket}/merge                                        merge
            POST /tickets/{ticket}/relate                                       change
            POST /tickets/{ticket}/unrelate                                     change
            POST /tickets/{ticket}/close                                        change
            POST /tickets/{ticket}/reopen                                       change
            POST /tickets/{ticket}/lock                                         lock
            POST /tickets/{ticket}/unlock                                       lock
            """;

    private RouteTable() {}

    static Map<String, String> expected() {
        Map<String, String> table = new TreeMap<>();
        EXPECTED.lines().forEach(line -> {
            String[] words = line.split("\\s+", 3);
            table.put(words[0] + " " + words[1], words[2]);
        });
        return table;
    }

    static Map<String, String> of(Routes routes) {
        Map<String, String> table = new TreeMap<>();
        routes.all().forEach(route -> table.put(line(route), word(route.permission())));
        return table;
    }

    static String line(Route route) {
        return route.method() + " " + route.path();
    }

    private static String word(Permission permission) {
        return switch (permission) {
            case Permission.Anyone() -> "anyone";
            case Permission.ViewLink() -> "view link";
            case Permission.LoggedIn() -> "logged in";
            case Permission.Running() -> "running";
            case Permission.OnTicket(TicketAction action) ->
                action.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        };
    }
}
