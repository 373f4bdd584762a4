package org.postroom.web.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.mail.Secret;
import org.postroom.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets and changes passwords. A change ends the agent's other sessions and all links. */
public final class Passwords {
    private static final Logger log = LoggerFactory.getLogger(Passwords.class);

    private final LoginStores stores;
    private final Throttle throttle;
    private final PasswordHasher hasher;
    private final PasswordCheck check;
    private final InstantSource clock;

    private Passwords(LoginStores stores, Throttle throttle, PasswordHasher hasher, InstantSource clock) {
        this.stores = stores;
        this.throttle = throttle;
        this.hasher = hasher;
        this.check = new PasswordCheck(stores, throttle, hasher, clock);
        this.clock = clock;
    }

    public static Passwords of(LoginStores stores, PasswordHasher hasher, InstantSource clock) {
        return new Passwords(stores, Throttle.jdbi(), hasher, clock);
    }

    /** What came of it. */
    public sealed interface Result {
        /** The password is another now. */
        record Changed(int sessionsEnded) implements Result {}

        /** The new one cannot be a password; the sentence says why. */
        record Unfit(String sentence) implements Result {}

        /** The password given as the present one is not. */
        record Wrong() implements Result {}

        /** Not looked at: too many tries went before. */
        record Later(Duration time) implements Result {}
    }

    /** Sets an agent's password, on the word of whoever runs the daemon. */
    public Result set(AgentId agent, Secret wanted) {
        return fit(wanted, password -> replace(agent, password, Optional.empty()));
    }

    /**
     * Changes the password of the agent who is logged in; this session goes on.
     *
     * @param present the password until now; not looked at where the agent came by a link within {@link LoginLinks#LIFETIME},
     *     or has none: whoever reads the agent's mail could come by a link again
     */
    public Result change(LoggedIn who, Secret present, Secret wanted, Client client) {
        return fit(wanted, password -> {
            Optional<Result> objection = isFreshByLink(who.session()) ? Optional.empty() : doubt(who, present, client);
            return objection.orElseGet(
                    () -> logged(who, replace(who.agent().id(), password, Optional.of(who.session()))));
        });
    }

    /** Takes an agent's password away, and ends all sessions and links. Returns whether there was one. */
    public boolean remove(AgentId agent) {
        return stores.database().write(transaction -> {
            end(transaction, agent, Optional.empty());
            return stores.credentials().remove(transaction, agent);
        });
    }

    private interface Step {
        Result with(Password password);
    }

    private static Result fit(Secret wanted, Step step) {
        return switch (Password.chosen(wanted)) {
            case Password.Choice.Unfit(String sentence) -> new Result.Unfit(sentence);
            case Password.Choice.Fit(Password password) -> step.with(password);
        };
    }

    private boolean isFreshByLink(Session session) {
        return session.way() == LogInWay.LINK
                && clock.instant().isBefore(session.began().plus(LoginLinks.LIFETIME));
    }

    private Optional<Result> doubt(LoggedIn who, Secret present, Client client) {
        AccountName account = AccountName.of(who.agent().id().value());
        return switch (check.check(account, Optional.of(who.agent()), Password.offered(present), client)) {
            case PasswordCheck.Result.Later(Duration time) -> Optional.of(new Result.Later(time));
            case PasswordCheck.Result.Wrong _ -> Optional.of(new Result.Wrong());
            case PasswordCheck.Result.Right _ -> {
                Instant now = clock.instant();
                stores.database().change(transaction -> throttle.succeeded(transaction, account, client, now));
                yield Optional.empty();
            }
        };
    }

    private static Result logged(LoggedIn who, Result result) {
        log.atInfo().addKeyValue("agent", who.agent().id()).log("Password changed");
        return result;
    }

    private Result replace(AgentId agent, Password password, Optional<Session> but) {
        Credential credential = new Credential(hasher.hash(password), clock.instant());
        int ended = stores.database().write(transaction -> {
            stores.credentials().put(transaction, agent, credential);
            return end(transaction, agent, but);
        });
        return new Result.Changed(ended);
    }

    private int end(Transaction transaction, AgentId agent, Optional<Session> but) {
        stores.links().endAll(transaction, agent);
        return but.map(session -> stores.sessions().endOthers(transaction, agent, session.id()))
                .orElseGet(() -> stores.sessions().endAll(transaction, agent));
    }
}
