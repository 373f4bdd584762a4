package org.postroom.web.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.storage.Database;

/**
 * Holds what somebody offers against an agent's password. It does the same, and takes the same time, whether the account
 * exists: the same look-ups, the same counts, one hash.
 */
final class PasswordCheck {
    /** Who is looked up where a name is nobody's. */
    private static final AgentId NOBODY = new AgentId("nobody");

    /** More wait for their hash than this: the next is told to come back, and keeps no thread from other pages. */
    private static final int MOST_WAITING = 4;

    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Database database;
    private final CredentialStore credentials;
    private final Throttle throttle;
    private final PasswordHasher hasher;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_WAITING);

    PasswordCheck(LoginStores stores, Throttle throttle, PasswordHasher hasher, InstantSource clock) {
        this.database = stores.database();
        this.credentials = stores.credentials();
        this.throttle = throttle;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Result {
        /**
         * The password is the agent's.
         *
         * @param hash it was held against
         * @param better what to keep from now on; the same, or a dearer one
         */
        record Right(Agent agent, PasswordHash hash, PasswordHash better) implements Result {}

        record Wrong() implements Result {}

        /** It was not looked at. */
        record Later(Duration time) implements Result {}
    }

    /** @param agent whose account it is, if anybody's */
    Result check(AccountName account, Optional<Agent> agent, Password offered, Client client) {
        if (!places.tryAcquire()) {
            return new Result.Later(BUSY);
        }
        try {
            return switch (take(account, client)) {
                case Throttle.Answer.Wait(Duration time) -> new Result.Later(time);
                case Throttle.Answer.Free _ -> compare(agent, offered);
            };
        } finally {
            places.release();
        }
    }

    private Throttle.Answer take(AccountName account, Client client) {
        Instant now = clock.instant();
        Throttle.Answer answer = database.read(transaction -> throttle.look(transaction, account, client, now));
        return answer instanceof Throttle.Answer.Wait
                ? answer
                : database.write(transaction -> throttle.take(transaction, account, client, now));
    }

    private Result compare(Optional<Agent> agent, Password offered) {
        AgentId id = agent.map(Agent::id).orElse(NOBODY);
        Optional<PasswordHash> hash = database.<Optional<Credential>>read(
                        transaction -> credentials.find(transaction, id))
                .map(Credential::hash)
                .filter(_ -> agent.isPresent());
        return switch (hasher.verify(offered, hash)) {
            case WRONG -> new Result.Wrong();
            case RIGHT -> new Result.Right(agent.orElseThrow(), hash.orElseThrow(), hash.orElseThrow());
            case RIGHT_BUT_CHEAP -> new Result.Right(agent.orElseThrow(), hash.orElseThrow(), hasher.hash(offered));
        };
    }
}
