package org.postroom.web.agent;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.mail.Secret;
import org.postroom.web.Manner.Theme;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Texts;
import org.postroom.web.Visit;
import org.postroom.web.login.Client;
import org.postroom.web.login.LoggedIn;
import org.postroom.web.login.Password;
import org.postroom.web.login.Passwords;

/** How one wants the page, one's password, and where one is logged in. */
final class SettingsPages {
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;

    private final Workroom room;
    private final Door door;
    private final Manners manners;

    SettingsPages(Workroom room, Door door, Manners manners) {
        this.room = room;
        this.door = door;
        this.manners = manners;
    }

    List<Route> routes() {
        Permission loggedIn = new Permission.LoggedIn();
        return List.of(
                Route.get("/settings", loggedIn, visit -> show(visit, 200, "")),
                Route.post("/settings", loggedIn, this::keep),
                Route.post("/settings/theme", loggedIn, this::theme),
                Route.post("/settings/password", loggedIn, this::password),
                Route.post("/settings/log-out-elsewhere", loggedIn, this::logOutElsewhere));
    }

    /** A language to choose, named in itself. */
    record Language(String tag, String name) {
        static Language of(Locale locale) {
            return new Language(locale.toLanguageTag(), locale.getDisplayLanguage(locale));
        }
    }

    /** @param fault why the password is not another now; may be empty */
    private Reply show(Visit visit, int status, String fault) {
        Map<String, Object> model = new HashMap<>();
        model.put("languages", Texts.LANGUAGES.stream().map(Language::of).toList());
        model.put(
                "usualLanguage",
                Language.of(Texts.nearest(visit.agent().language())).name());
        model.put("regions", Zones.regions());
        model.put("usualZone", manners.zoneOf(visit.agent()).getId());
        model.put("shortest", Password.SHORTEST);
        model.put("sessions", door.logIn().sessionsOf(visit.agent().id()).reversed());
        model.put("fault", fault);
        return room.read(transaction -> {
            Preferences chosen = room.stores().preferences().of(transaction, id(visit));
            model.put("language", chosen.language().map(Locale::toLanguageTag).orElse(""));
            model.put("zone", chosen.zone().map(ZoneId::getId).orElse(""));
            model.put("theme", chosen.theme().word());
            return Reply.html(
                    status,
                    room.look().render("settings", visit, Frame.around(room, transaction, visit, "settings", model)));
        });
    }

    private Reply keep(Visit visit) {
        Theme theme = Theme.ofWord(visit.ask().field("theme"));
        Optional<Locale> language = Texts.LANGUAGES.stream()
                .filter(one -> one.toLanguageTag().equals(visit.ask().field("language")))
                .findFirst();
        Preferences wanted = new Preferences(language, Zones.parse(visit.ask().field("zone")), theme);
        room.write(transaction -> {
            room.stores().preferences().keep(transaction, id(visit), wanted);
            return wanted;
        });
        return ThemeCookie.set(
                Reply.seeOther("/settings?done=settings-kept"), visit.ask().client(), theme);
    }

    /** The switch at the side of each page: the other preferences stay, and so does the page. */
    private Reply theme(Visit visit) {
        Theme theme = Theme.ofWord(visit.ask().field("theme"));
        room.write(transaction -> {
            Preferences now = room.stores().preferences().of(transaction, id(visit));
            Preferences wanted = new Preferences(now.language(), now.zone(), theme);
            room.stores().preferences().keep(transaction, id(visit), wanted);
            return wanted;
        });
        return ThemeCookie.set(Reply.seeOther(ReturnPath.of(visit)), visit.ask().client(), theme);
    }

    private Reply password(Visit visit) {
        if (!visit.ask().client().confidential()) {
            return show(visit, 403, text(visit, "login.open"));
        }
        String wanted = visit.ask().field("new");
        if (!wanted.equals(visit.ask().field("again"))) {
            return show(visit, UNPROCESSABLE, text(visit, "settings.password.differ"));
        }
        Passwords.Result result = door.passwords()
                .change(
                        loggedIn(visit),
                        Secret.of(visit.ask().field("present")),
                        Secret.of(wanted),
                        Client.of(visit.ask().client().address()));
        return switch (result) {
            case Passwords.Result.Changed _ -> Reply.seeOther("/settings?done=password-changed");
            case Passwords.Result.Unfit _ ->
                show(visit, UNPROCESSABLE, text(visit, "settings.password.unfit", Password.SHORTEST, Password.LONGEST));
            case Passwords.Result.Wrong() -> show(visit, UNPROCESSABLE, text(visit, "settings.password.wrong"));
            case Passwords.Result.Later(Duration time) ->
                show(visit, TOO_MANY, text(visit, "settings.password.later"))
                        .with("Retry-After", String.valueOf(Math.max(1, time.toSeconds())));
        };
    }

    private Reply logOutElsewhere(Visit visit) {
        door.logIn().logOutElsewhere(loggedIn(visit));
        return Reply.seeOther("/settings?done=elsewhere-ended");
    }

    /** The session of this visit, which the gate has just found. Throws IllegalStateException when it ended meanwhile. */
    private LoggedIn loggedIn(Visit visit) {
        return SessionCookie.read(visit.ask())
                .flatMap(door.logIn()::agentOf)
                .orElseThrow(() -> new IllegalStateException("The session has just ended"));
    }

    private String text(Visit visit, String key, Object... arguments) {
        return room.look().text(visit, key, arguments);
    }

    private static AgentId id(Visit visit) {
        return visit.agent().id();
    }
}
