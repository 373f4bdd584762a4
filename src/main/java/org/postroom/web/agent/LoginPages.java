package org.postroom.web.agent;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.mail.Secret;
import org.postroom.web.ErrorPages;
import org.postroom.web.Look;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;
import org.postroom.web.login.AskResult;
import org.postroom.web.login.Client;
import org.postroom.web.login.LinkToken;
import org.postroom.web.login.LogIn;
import org.postroom.web.login.LogInResult;

/**
 * Log-in by password or by a link that comes by mail, and log-out. Opening the link logs nobody in: mail filters open links,
 * so its page has a button.
 */
final class LoginPages {
    private static final int TOO_MANY = 429;

    private final LogIn login;
    private final Look look;
    private final ErrorPages errors;

    LoginPages(LogIn login, Look look, ErrorPages errors) {
        this.login = login;
        this.look = look;
        this.errors = errors;
    }

    List<Route> routes() {
        Permission anyone = new Permission.Anyone();
        return List.of(
                Route.get("/login", anyone, visit -> form(visit, 200, "", "")),
                Route.post("/login", anyone, this::byPassword),
                Route.post("/login/link", anyone, this::askLink),
                Route.get("/login/link/{token}", anyone, this::confirm),
                Route.post("/login/link/{token}", anyone, this::byLink),
                Route.post("/logout", new Permission.LoggedIn(), this::logOut));
    }

    /**
     * The form.
     *
     * @param fault key of the text that says what is wrong; may be empty
     * @param good key of the text that says what was done; may be empty
     */
    private Reply form(Visit visit, int status, String fault, String good) {
        Map<String, Object> model = new HashMap<>();
        model.put("confidential", visit.ask().client().confidential());
        model.put("links", login.sendsLinks());
        model.put("account", visit.ask().field("account"));
        model.put("next", next(visit));
        model.put("fault", fault.isEmpty() ? "" : look.text(visit, fault));
        model.put("good", good.isEmpty() ? "" : look.text(visit, good));
        return Reply.html(status, look.render("login", visit, model));
    }

    private Reply byPassword(Visit visit) {
        if (!visit.ask().client().confidential()) {
            return form(visit, 403, "login.open", "");
        }
        Secret password = Secret.of(visit.ask().field("password"));
        return settle(visit, login.byPassword(visit.ask().field("account"), password, client(visit)), "login.wrong");
    }

    private Reply askLink(Visit visit) {
        return switch (login.askLink(visit.ask().field("account"), client(visit))) {
            case AskResult.Asked() -> form(visit, 200, "", "login.asked");
            case AskResult.Later(Duration time) -> later(visit, time);
            case AskResult.NotSetUp() -> form(visit, 200, "login.nolinks", "");
        };
    }

    private Reply confirm(Visit visit) {
        Map<String, Object> model = new HashMap<>();
        model.put("agent", token(visit).flatMap(login::peek));
        model.put("token", visit.path("token"));
        return look.page("login-link", visit, model).with("Referrer-Policy", "no-referrer");
    }

    private Reply byLink(Visit visit) {
        if (!visit.ask().client().confidential()) {
            return form(visit, 403, "login.open", "");
        }
        return token(visit)
                .map(token -> settle(visit, login.byLink(token, client(visit)), "login.oldlink"))
                .orElseGet(() -> form(visit, 403, "login.oldlink", ""));
    }

    private Reply settle(Visit visit, LogInResult result, String refused) {
        return switch (result) {
            case LogInResult.In in -> {
                SessionCookie.read(visit.ask()).ifPresent(login::logOut);
                yield SessionCookie.set(Reply.seeOther(next(visit)), visit.ask().client(), in.session());
            }
            case LogInResult.Refused() -> form(visit, 403, refused, "");
            case LogInResult.Later(Duration time) -> later(visit, time);
        };
    }

    private Reply later(Visit visit, Duration time) {
        return errors.of(TOO_MANY, visit).with("Retry-After", String.valueOf(Math.max(1, time.toSeconds())));
    }

    private Reply logOut(Visit visit) {
        SessionCookie.read(visit.ask()).ifPresent(login::logOut);
        return SessionCookie.clear(Reply.seeOther("/login"), visit.ask().client());
    }

    /** Where to go after logging in: a path of ours, whatever was asked for. */
    private static String next(Visit visit) {
        String asked = Optional.of(visit.ask().field("next"))
                .filter(next -> !next.isEmpty())
                .or(() -> visit.ask().query("next"))
                .orElse("/tickets");
        boolean ours = asked.matches("/[A-Za-z0-9._~!$&'()*+,;=:@%?/-]*") && !asked.startsWith("//");
        return ours ? asked : "/tickets";
    }

    private static Optional<LinkToken> token(Visit visit) {
        return LinkToken.parse(visit.path("token"));
    }

    private static Client client(Visit visit) {
        return Client.of(visit.ask().client().address());
    }
}
