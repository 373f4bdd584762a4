package org.postroom.web.login;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.storage.Transaction;

/**
 * Slows down whoever guesses: tries are counted by account and address together, by account, and by address. In the
 * database, so that it holds over nodes and restarts.
 *
 * <ul>
 *   <li>An account is counted by the name that was typed, whether it is anybody's: all names behave alike, and that two names
 *       are one agent's shows nowhere.
 *   <li>A try counts as a failure before it is looked at, and is taken back when it was none: many at once are as many.
 *   <li>Nobody is locked out by others: from an address where the account logged in within 30 days, only its own
 *       failures from there count. And a link by mail works always.
 *   <li>A try that has to wait changes nothing: trying on does not make it longer.
 * </ul>
 */
final class Throttle {
    private static final int LINKS_OF_ACCOUNT = 5;
    private static final int LINKS_TO_ADDRESS = 20;
    private static final Duration LINK_WINDOW = Duration.ofHours(1);

    private final ThrottleStore store;
    private final SendBudget budget;

    Throttle(ThrottleStore store, SendBudget budget) {
        this.store = store;
        this.budget = budget;
    }

    static Throttle jdbi() {
        return new Throttle(new JdbiThrottleStore(), SendBudget.jdbi());
    }

    /** Whether something may be done now. */
    sealed interface Answer {
        record Free() implements Answer {}

        record Wait(Duration time) implements Answer {}
    }

    private record Counter(String key, Pace pace) {}

    private record Counted(Counter counter, Standing standing) {
        Duration wait(Instant now) {
            return standing.wait(counter.pace(), now);
        }
    }

    /** Whether the account may be tried from there. Changes nothing. */
    Answer look(Transaction transaction, AccountName account, Client client, Instant now) {
        return answer(counted(key -> store.look(transaction, key), account, client, now), now);
    }

    /** Counts a try as a failure, if it may be made. */
    Answer take(Transaction transaction, AccountName account, Client client, Instant now) {
        List<Counted> counted = counted(key -> store.lock(transaction, key), account, client, now);
        Answer answer = answer(counted, now);
        if (answer instanceof Answer.Free) {
            counted.forEach(each -> save(
                    transaction,
                    each.counter(),
                    each.standing().failed(each.counter().pace(), now)));
        }
        return answer;
    }

    /** Takes back a try that was no failure; from now on the account is known from there. */
    void succeeded(Transaction transaction, AccountName account, Client client, Instant now) {
        List<Counted> counted = counted(key -> store.lock(transaction, key), account, client, now);
        save(transaction, counted.getFirst().counter(), Standing.succeeded(now));
        counted.stream()
                .skip(1)
                .forEach(wide ->
                        save(transaction, wide.counter(), wide.standing().takenBack(now)));
    }

    private void save(Transaction transaction, Counter counter, Standing standing) {
        store.save(transaction, counter.key(), standing, counter.pace());
    }

    /** Counts a link that is asked for, if it may be: 5 in an hour for an account, 20 from an address. */
    Answer takeLink(Transaction transaction, AccountName account, Client client, Instant now) {
        // The address goes first: where it has had enough, names that were made up leave no row behind
        List<Limit> limits = List.of(
                new Limit("login-link:from:" + client.network(), LINKS_TO_ADDRESS, LINK_WINDOW),
                new Limit("login-link:to:" + account.key(), LINKS_OF_ACCOUNT, LINK_WINDOW));
        return switch (budget.take(transaction, limits, now)) {
            case SendBudget.Grant.Granted _ -> new Answer.Free();
            case SendBudget.Grant.Exhausted(Limit limit) -> new Answer.Wait(limit.window());
        };
    }

    /** Forgets whose failures are all forgiven. Returns how many keys. */
    int sweep(Transaction transaction, Instant now) {
        return store.sweep(transaction, now);
    }

    /**
     * What counts for a try: account and address together first, then, unless the account is known from there, the wide ones.
     * In the same order for all, so that transactions do not wait for each other in a ring.
     */
    private static List<Counted> counted(
            Function<String, Standing> standings, AccountName account, Client client, Instant now) {
        String network = Token.sha256(client.network());
        Counter pair = new Counter("pair:" + Token.sha256(account.key() + network), Pace.OF_PAIR);
        Counted first = new Counted(pair, standings.apply(pair.key()));
        if (first.standing().isKnown(now)) {
            return List.of(first);
        }
        Counter from = new Counter("address:" + network, Pace.OF_ADDRESS);
        Counter to = new Counter("account:" + account.key(), Pace.OF_ACCOUNT);
        return List.of(
                first, new Counted(from, standings.apply(from.key())), new Counted(to, standings.apply(to.key())));
    }

    private static Answer answer(List<Counted> counted, Instant now) {
        Duration longest = counted.stream()
                .map(each -> each.wait(now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return longest.isZero() ? new Answer.Free() : new Answer.Wait(longest);
    }
}
