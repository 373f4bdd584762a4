package org.postroom.web;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.postroom.schedule.Busy;
import org.postroom.storage.DiskFullException;
import org.postroom.storage.StorageBrokenException;
import org.postroom.storage.StorageUnavailableException;
import org.postroom.storage.UncertainCommitException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every request goes through here: read, find the route, ask the gate, answer; whatever fails becomes a page that says so. */
final class Front extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(Front.class);

    static final String BEHIND_LINKS = "/view/";

    private final Routes routes;
    private final Gate gate;
    private final AskReader reader;
    private final OriginCheck origins;
    private final ErrorPages errors;
    private final ReplyWriter writer;
    private final Supplier<ZoneId> zone;

    Front(WebServer.Site site, AskReader reader, OriginCheck origins) {
        this.routes = site.routes();
        this.gate = site.gate();
        this.reader = reader;
        this.origins = origins;
        this.errors = site.errors();
        this.writer = new ReplyWriter(site.temporary());
        this.zone = site.zone();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        Optional<Method> method = methodOf(request.getMethod());
        Ask ask;
        try {
            ask = reader.head(request, method.orElse(Method.GET));
        } catch (RuntimeException e) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        Reply reply = quietly(ask, answer(request, ask, method));
        writer.write(reply, ask.client().secure(), request, response, callback);
        return true;
    }

    /** The address of a page behind a link is a secret: no other site is to learn it from a browser (FAULTS F7). */
    private static Reply quietly(Ask ask, Reply reply) {
        return ask.path().startsWith(BEHIND_LINKS) ? reply.with("Referrer-Policy", "no-referrer") : reply;
    }

    private Reply answer(Request request, Ask ask, Optional<Method> method) {
        try {
            return understood(request, ask, method);
        } catch (StorageUnavailableException
                | DiskFullException
                | StorageBrokenException
                | UncertainCommitException e) {
            log.atWarn()
                    .addKeyValue("method", ask.method())
                    .addKeyValue("fault", e.getMessage())
                    .log("Page without database");
            return errors.away(unknown(ask), e instanceof UncertainCommitException);
        } catch (IOException | RuntimeException e) {
            // The path is not logged: it may hold a view link's token
            log.atError().addKeyValue("method", ask.method()).setCause(e).log("Page failed");
            return errors.of(HttpStatus.INTERNAL_SERVER_ERROR_500, unknown(ask));
        }
    }

    private Reply understood(Request request, Ask ask, Optional<Method> method) throws IOException {
        try {
            return route(request, ask, method);
        } catch (IOException | RuntimeException e) {
            if (e instanceof HttpException fault) {
                return error(statusOf(fault), ask);
            }
            if (e instanceof Busy) {
                return error(HttpStatus.SERVICE_UNAVAILABLE_503, ask);
            }
            throw e;
        }
    }

    /** As a visit of nobody known: whatever could say who it is may be what fails. */
    private Visit unknown(Ask ask) {
        return new Visit(ask, Map.of(), Optional.empty(), Optional.empty(), strangersManner(ask));
    }

    /** Those that have a page of their own; any other fault of the request is a bad one. */
    private static int statusOf(HttpException e) {
        return switch (e.getCode()) {
            case HttpStatus.PAYLOAD_TOO_LARGE_413,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                    HttpStatus.SERVICE_UNAVAILABLE_503 -> e.getCode();
            default -> HttpStatus.BAD_REQUEST_400;
        };
    }

    private Reply route(Request request, Ask ask, Optional<Method> method) throws IOException {
        return switch (routes.find(method, ask.path())) {
            case Routes.Way.To(Route route, Map<String, String> path) -> admit(request, ask, route, path);
            case Routes.Way.OtherMethod(var allowed) ->
                error(HttpStatus.METHOD_NOT_ALLOWED_405, ask)
                        .with(
                                "Allow",
                                allowed.stream().map(Method::name).sorted().collect(Collectors.joining(", ")));
            case Routes.Way.Nowhere() -> error(HttpStatus.NOT_FOUND_404, ask);
        };
    }

    private Reply admit(Request request, Ask ask, Route route, Map<String, String> path) throws IOException {
        if (route.method() == Method.POST && !isOurs(route, ask)) {
            return error(HttpStatus.FORBIDDEN_403, ask);
        }
        return switch (gate.admit(route.permission(), ask, path)) {
            case Gate.Admission.LogIn() -> logIn(ask);
            case Gate.Admission.Elsewhere(String place) -> Reply.seeOther(place);
            case Gate.Admission.Missing(Optional<Visitor> visitor) ->
                errors.of(HttpStatus.NOT_FOUND_404, ask, visitor, mannerOf(ask, visitor));
            case Gate.Admission.Refused(Visitor visitor, String sentence) ->
                errors.of(
                        HttpStatus.FORBIDDEN_403,
                        new Visit(ask, path, Optional.of(visitor), Optional.empty(), visitor.manner()),
                        sentence);
            case Gate.Admission.In(Optional<Visitor> visitor, var ticket) ->
                enter(request, route, new Visit(ask, path, visitor, ticket, mannerOf(ask, visitor)));
        };
    }

    /**
     * Pages behind a link keep their address to themselves, so that browsers without {@code Sec-Fetch-Site} send the Origin
     * {@code null} from there. It is let pass: no cookie gives a right there that another site could misuse.
     */
    private boolean isOurs(Route route, Ask ask) {
        boolean untold = ask.header("Sec-Fetch-Site").isEmpty()
                && ask.header("Origin").filter("null"::equals).isPresent();
        return untold && route.permission() instanceof Permission.ViewLink || origins.isOurs(ask);
    }

    /** The body is read only now, so that nobody can make us take large ones without being let in. */
    private Reply enter(Request request, Route route, Visit visit) throws IOException {
        if (route.method() == Method.GET) {
            return route.page().answer(visit);
        }
        Optional<Reply> away = route.page().turnedAway(visit);
        return away.isPresent() ? away.get() : act(request, route, visit);
    }

    private Reply act(Request request, Route route, Visit visit) throws IOException {
        try (LargeForms.Stay stay = reader.begin(request, route.permission(), visit.ask())) {
            return act(route, visit, read(request, route, stay, visit));
        } catch (RuntimeException e) {
            if (e instanceof HttpException fault) {
                Visit unread = e instanceof OversizedForm large ? with(visit, ofForm(visit, large)) : visit;
                return route.page().unreadable(unread, statusOf(fault), errors);
            }
            throw e;
        }
    }

    private Ask read(Request request, Route route, LargeForms.Stay stay, Visit visit) throws IOException {
        return route.permission() instanceof Permission.Anyone
                ? reader.small(request, visit.ask())
                : reader.whole(request, route.permission(), stay, visit.ask());
    }

    private Reply act(Route route, Visit visit, Ask whole) {
        Visit acting = with(visit, whole);
        boolean meant = visit.visitor()
                .map(visitor -> FormToken.matches(visitor.session(), formToken(whole)))
                .orElse(true);
        return meant ? route.page().answer(acting) : errors.of(HttpStatus.FORBIDDEN_403, acting);
    }

    private static Visit with(Visit visit, Ask ask) {
        return new Visit(ask, visit.path(), visit.visitor(), visit.ticket(), visit.manner());
    }

    private static Ask ofForm(Visit visit, OversizedForm large) {
        Ask head = visit.ask();
        return new Ask(
                head.method(), head.target(), large.withoutFiles(), head.headers(), head.cookies(), head.client());
    }

    private static String formToken(Ask ask) {
        return ask.header("X-Form-Token").orElseGet(() -> ask.field("form-token"));
    }

    /** Whoever only wanted to look comes back there after logging in. */
    private static Reply logIn(Ask ask) {
        if (ask.fragment()) {
            return Reply.text(HttpStatus.UNAUTHORIZED_401, "").with("HX-Redirect", "/login");
        }
        boolean comesBack = ask.method() == Method.GET && !ask.path().equals("/");
        return Reply.seeOther(
                comesBack
                        ? "/login?next=" + URLEncoder.encode(ask.target().asSent(), StandardCharsets.UTF_8)
                        : "/login");
    }

    /** Whoever is logged in gets the page in the own language and theme, with a way back. */
    private Reply error(int status, Ask ask) {
        Optional<Visitor> visitor = gate.admit(new Permission.LoggedIn(), ask, Map.of()) instanceof Gate.Admission.In in
                ? in.visitor()
                : Optional.empty();
        return errors.of(status, ask, visitor, mannerOf(ask, visitor));
    }

    private Manner mannerOf(Ask ask, Optional<Visitor> visitor) {
        return visitor.map(Visitor::manner).orElseGet(() -> strangersManner(ask));
    }

    private Manner strangersManner(Ask ask) {
        return new Manner(
                Texts.accepted(ask.header("Accept-Language")),
                zone.get(),
                Manner.Theme.ofWord(ask.cookie("theme").orElse("")));
    }

    private static Optional<Method> methodOf(String name) {
        return switch (name) {
            case "GET", "HEAD" -> Optional.of(Method.GET);
            case "POST" -> Optional.of(Method.POST);
            default -> Optional.empty();
        };
    }
}
