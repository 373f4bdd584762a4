package org.postroom.web.login;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to the page. An account is named by the agent's id or any of the agent's addresses. Each log-in begins a
 * session with an id of its own; the caller ends the one that the browser had before, if it had one.
 *
 * <p>No result and no time tells whether an account exists. Every method runs transactions of its own, and hashes outside of
 * them.
 */
public final class LogIn {
    private static final Logger log = LoggerFactory.getLogger(LogIn.class);
    private static final String UNKNOWN = "unknown";

    private final LoginStores stores;
    private final LoginLive live;
    private final Throttle throttle;
    private final PasswordCheck check;
    private final Runnable linkAsked;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    private LogIn(
            LoginStores stores,
            LoginLive live,
            Throttle throttle,
            PasswordHasher hasher,
            Runnable linkAsked,
            InstantSource clock) {
        this.stores = stores;
        this.live = live;
        this.throttle = throttle;
        this.check = new PasswordCheck(stores, throttle, hasher, clock);
        this.linkAsked = linkAsked;
        this.clock = clock;
    }

    /** @param linkAsked wakes the worker of {@link LinkPost} */
    public static LogIn of(
            LoginStores stores, LoginLive live, PasswordHasher hasher, Runnable linkAsked, InstantSource clock) {
        return new LogIn(stores, live, Throttle.jdbi(), hasher, linkAsked, clock);
    }

    /** Logs in by password. */
    public LogInResult byPassword(String accountOrMail, Secret password, Client client) {
        AccountName account = AccountName.of(accountOrMail);
        Optional<Agent> agent = account.agent(live.organisation().get());
        return switch (check.check(account, agent, Password.offered(password), client)) {
            case PasswordCheck.Result.Later(Duration time) -> new LogInResult.Later(time);
            case PasswordCheck.Result.Wrong _ -> refused(LogInWay.PASSWORD, agent.map(Agent::id), client);
            case PasswordCheck.Result.Right right ->
                begin(right.agent(), LogInWay.PASSWORD, client, (transaction, now) -> {
                    throttle.succeeded(transaction, account, client, now);
                    return stores.credentials()
                            .confirm(transaction, right.agent().id(), right.hash(), right.better());
                });
        };
    }

    /** Whether links by mail are set up; if not, the page says so before anybody asks. */
    public boolean sendsLinks() {
        return live.publicUrl().get().isPresent()
                && !live.organisation().get().departments().isEmpty();
    }

    /** Asks for a link by mail, which goes to the agent's first address whatever was typed. */
    public AskResult askLink(String accountOrMail, Client client) {
        if (!sendsLinks()) {
            return new AskResult.NotSetUp();
        }
        AccountName account = AccountName.of(accountOrMail);
        Optional<AgentId> agent = account.agent(live.organisation().get()).map(Agent::id);
        return switch (wish(account, agent, client)) {
            case Throttle.Answer.Wait(Duration time) -> new AskResult.Later(time);
            case Throttle.Answer.Free _ -> {
                log.atInfo()
                        .addKeyValue("agent", name(agent))
                        .addKeyValue("client", client)
                        .log("Log-in link asked for");
                yield new AskResult.Asked();
            }
        };
    }

    private Throttle.Answer wish(AccountName account, Optional<AgentId> agent, Client client) {
        Instant now = clock.instant();
        LoginWish wish = new LoginWish(stores.ids().next(), agent, client.toString(), now);
        return stores.database().write(transaction -> {
            Throttle.Answer answer = throttle.takeLink(transaction, account, client, now);
            if (answer instanceof Throttle.Answer.Free) {
                stores.wishes().add(transaction, wish);
                transaction.afterCommit(linkAsked);
            }
            return answer;
        });
    }

    /** Whose link it is, if it works; for the page that asks to confirm. Changes nothing. */
    public Optional<Agent> peek(LinkToken token) {
        Instant now = clock.instant();
        return stores.database()
                .<Optional<AgentId>>read(transaction -> stores.links().peek(transaction, token, now))
                .flatMap(id -> live.organisation().get().agent(id));
    }

    /**
     * Logs in by a link, which is used up by it. There is nothing to guess, so nothing is slowed down, and nothing is logged of
     * links that are not there: whoever makes them up shall not fill the log.
     */
    public LogInResult byLink(LinkToken token, Client client) {
        return peek(token)
                .map(agent -> begin(
                        agent,
                        LogInWay.LINK,
                        client,
                        (transaction, now) -> stores.links()
                                .use(transaction, token, now)
                                .filter(agent.id()::equals)
                                .isPresent()))
                .orElseGet(LogInResult.Refused::new);
    }

    /** Who the session is of; empty when it ended, timed out, or its agent is not in conf any more. */
    public Optional<LoggedIn> agentOf(SessionId id) {
        Instant now = clock.instant();
        Database database = stores.database();
        Optional<LoggedIn> found = database.<Optional<Session>>read(
                        transaction -> stores.sessions().find(transaction, id))
                .filter(session -> session.isLive(live.settings().get(), now))
                .flatMap(session ->
                        live.organisation().get().agent(session.agent()).map(agent -> new LoggedIn(session, agent)));
        if (found.filter(in -> in.session().wantsTouch(now)).isPresent()) {
            database.change(transaction -> stores.sessions().touch(transaction, id, now));
        }
        return found;
    }

    /** Ends a session; nothing when it is not there. */
    public void logOut(SessionId id) {
        Optional<Session> ended = stores.database()
                .write(transaction -> stores.sessions()
                        .find(transaction, id)
                        .filter(_ -> stores.sessions().end(transaction, id)));
        ended.ifPresent(
                session -> log.atInfo().addKeyValue("agent", session.agent()).log("Agent logged out"));
    }

    /** When each live session of an agent was last used, longest ago first. */
    public List<Instant> sessionsOf(AgentId agent) {
        return stores.database()
                .read(transaction -> stores.sessions()
                        .uses(transaction, agent, live.settings().get(), clock.instant()));
    }

    /** When each agent who is logged in last used the page. */
    public Map<AgentId, Instant> lastUses() {
        return stores.database()
                .read(transaction ->
                        stores.sessions().lastUses(transaction, live.settings().get(), clock.instant()));
    }

    /** Ends the agent's sessions in all other browsers. Returns how many there were. */
    public int logOutElsewhere(LoggedIn who) {
        int ended = stores.database()
                .write(transaction -> stores.sessions()
                        .endOthers(transaction, who.agent().id(), who.session().id()));
        log.atInfo()
                .addKeyValue("agent", who.agent().id())
                .addKeyValue("sessions-ended", ended)
                .log("Agent logged out elsewhere");
        return ended;
    }

    private interface LastWord {
        boolean says(Transaction transaction, Instant now);
    }

    private LogInResult begin(Agent agent, LogInWay way, Client client, LastWord lastWord) {
        Instant now = clock.instant();
        Session session = new Session(SessionId.make(random), agent.id(), way, now, now);
        boolean begun = stores.database().write(transaction -> {
            if (!lastWord.says(transaction, now)) {
                return false;
            }
            stores.sessions().begin(transaction, session);
            return true;
        });
        if (!begun) {
            return refused(way, Optional.of(agent.id()), client);
        }
        log.atInfo()
                .addKeyValue("agent", agent.id())
                .addKeyValue("way", way.word())
                .addKeyValue("client", client)
                .log("Agent logged in");
        return new LogInResult.In(session.id(), agent);
    }

    private static LogInResult refused(LogInWay way, Optional<AgentId> agent, Client client) {
        log.atInfo()
                .addKeyValue("agent", name(agent))
                .addKeyValue("way", way.word())
                .addKeyValue("client", client)
                .log("Log-in failed");
        return new LogInResult.Refused();
    }

    private static String name(Optional<AgentId> agent) {
        return agent.map(AgentId::value).orElse(UNKNOWN);
    }
}
