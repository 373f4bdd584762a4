package org.postroom.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postroom.agent.SmtpAccountId;
import org.postroom.storage.Transaction;

final class JdbiDeliveryStore implements DeliveryStore {
    /** A list in SQL is never empty. */
    private static final long NOBODYS = -1;

    private final JdbiRowStore rows = new JdbiRowStore();

    @Override
    public List<OutboundMail> claim(
            Transaction transaction, SmtpAccountId account, Claim claim, Instant now, int most) {
        List<OutboundMail> due = rows.due(transaction, account, now, most).stream()
                .map(QueueEntry::mail)
                .toList();
        if (due.isEmpty()) {
            return due;
        }
        int claimed = transaction
                .handle()
                .createUpdate("UPDATE outbound_mail SET state = 'claimed', claim = :claim, claim_node = :node"
                        + " WHERE id IN (<ids>) AND state = 'waiting'")
                .bind("claim", claim.id())
                .bind("node", claim.node())
                .bindList("ids", due.stream().map(mail -> mail.id().value()).toList())
                .execute();
        if (claimed != due.size()) {
            throw new IllegalStateException("Claimed " + claimed + " of " + due.size() + " locked mails");
        }
        return due;
    }

    @Override
    public boolean begin(Transaction transaction, OutboundId id, Claim claim) {
        return transaction
                        .handle()
                        .createUpdate("UPDATE outbound_mail SET state = 'sending'"
                                + " WHERE id = :id AND state = 'claimed' AND claim = :claim")
                        .bind("id", id.value())
                        .bind("claim", claim.id())
                        .execute()
                == 1;
    }

    @Override
    public boolean isBegun(Transaction transaction, OutboundId id, Claim claim) {
        return transaction
                .handle()
                .createQuery("SELECT 1 FROM outbound_mail WHERE id = :id AND state = 'sending' AND claim = :claim")
                .bind("id", id.value())
                .bind("claim", claim.id())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public void release(Transaction transaction, Claim claim) {
        transaction
                .handle()
                .createUpdate("UPDATE outbound_mail SET state = 'waiting' WHERE state = 'claimed' AND claim = :claim")
                .bind("claim", claim.id())
                .execute();
    }

    @Override
    public void putBack(Transaction transaction, OutboundId id, Claim claim) {
        transaction
                .handle()
                .createUpdate("UPDATE outbound_mail SET state = 'waiting'"
                        + " WHERE id = :id AND state = 'sending' AND claim = :claim")
                .bind("id", id.value())
                .bind("claim", claim.id())
                .execute();
    }

    @Override
    public boolean settle(
            Transaction transaction, OutboundMail mail, Optional<Claim> claim, Settlement settlement, Instant now) {
        Handle handle = transaction.handle();
        int held = handle.createUpdate("UPDATE outbound_mail SET state = :state, due_at = :due, attempts = :attempts"
                        + " WHERE id = :id AND "
                        + (claim.isPresent() ? "state = 'sending' AND claim = :claim" : "state = 'waiting'"))
                .bind("state", settlement.retryAt().isPresent() ? "waiting" : "done")
                .bind("due", settlement.retryAt().orElse(now))
                .bind("attempts", mail.attempts() + (claim.isPresent() ? 1 : 0))
                .bind("id", mail.id().value())
                .bindMap(claim.map(Claim::id).map(id -> Map.of("claim", id)).orElse(Map.of()))
                .execute();
        if (held == 1) {
            updateRecipients(handle, mail, settlement, now);
        }
        return held == 1;
    }

    private static void updateRecipients(Handle handle, OutboundMail mail, Settlement settlement, Instant now) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < mail.recipients().size(); number++) {
            numbers.put(mail.recipients().get(number).address().key(), number);
        }
        PreparedBatch batch = handle.prepareBatch("UPDATE outbound_recipient SET state = :state, reply = :reply,"
                + " changed_at = :now WHERE mail_id = :mail AND number = :number");
        for (Settlement.Change change : settlement.changes()) {
            batch.bind("state", JdbiRowStore.word(change.state()))
                    .bind("reply", change.reply())
                    .bind("now", now)
                    .bind("mail", mail.id().value())
                    .bind("number", numbers.get(change.recipient().key()))
                    .add();
        }
        batch.execute();
    }

    @Override
    public void addAttempt(
            Transaction transaction, long attemptId, OutboundMail mail, Settlement settlement, Times times) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO outbound_attempt (id, mail_id, began_at, ended_at, uncertain, summary)
                        VALUES (:id, :mail, :began, :ended, :uncertain, :summary)""")
                .bind("id", attemptId)
                .bind("mail", mail.id().value())
                .bind("began", times.began())
                .bind("ended", times.ended())
                .bind("uncertain", settlement.isUncertain())
                .bind("summary", settlement.summary())
                .execute();
    }

    @Override
    public boolean hasAttempt(Transaction transaction, long attemptId) {
        return transaction
                .handle()
                .createQuery("SELECT 1 FROM outbound_attempt WHERE id = :id")
                .bind("id", attemptId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public Optional<Instant> nextDue(Transaction transaction, SmtpAccountId account) {
        return transaction
                .handle()
                .createQuery("SELECT due_at FROM outbound_mail WHERE state = 'waiting' AND account = :account"
                        + " ORDER BY due_at LIMIT 1")
                .bind("account", account.value())
                .mapTo(Instant.class)
                .findOne();
    }

    @Override
    public boolean isMisdated(Transaction transaction, SmtpAccountId account, Instant horizon) {
        return transaction
                .handle()
                .createQuery("SELECT 1 FROM outbound_mail WHERE state = 'waiting' AND account = :account"
                        + " AND due_at > :horizon LIMIT 1")
                .bind("account", account.value())
                .bind("horizon", horizon)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public int callBack(Transaction transaction, SmtpAccountId account, Instant horizon, Instant now) {
        return transaction
                .handle()
                .createUpdate("UPDATE outbound_mail SET due_at = :now WHERE state = 'waiting' AND account = :account"
                        + " AND due_at > :horizon")
                .bind("now", now)
                .bind("account", account.value())
                .bind("horizon", horizon)
                .execute();
    }

    private record Held(long id, Claim claim, boolean begun) {}

    @Override
    public List<Abandoned> abandoned(Transaction transaction, Holders holders, int most) {
        Set<Long> spared = new HashSet<>(holders.live());
        spared.add(NOBODYS);
        Set<Integer> living = new HashSet<>(holders.living().orElse(Set.of()));
        living.add(holders.node());
        List<Held> held = transaction
                .handle()
                .createQuery("SELECT id, state, claim, claim_node FROM outbound_mail"
                        + " WHERE state IN ('claimed', 'sending') AND (claim_node = :node"
                        + " OR :known = 1 AND claim_node NOT IN (<living>))"
                        + " AND claim NOT IN (<live>) ORDER BY id LIMIT :most")
                .bindList("live", spared)
                .bindList("living", living)
                .bind("known", holders.living().isPresent())
                .bind("node", holders.node())
                .bind("most", most)
                .map((row, context) -> held(row))
                .list();
        return held.stream()
                .flatMap(mail -> rows.entries(transaction, "WHERE id = :value", mail.id()).stream()
                        .map(entry -> new Abandoned(entry.mail(), mail.claim(), mail.begun())))
                .toList();
    }

    private static Held held(ResultSet row) throws SQLException {
        Claim claim = new Claim(row.getLong("claim"), row.getInt("claim_node"));
        return new Held(row.getLong("id"), claim, row.getString("state").equals("sending"));
    }

    @Override
    public List<OutboundMail> waitingSince(Transaction transaction, SmtpAccountId account, Instant before, int most) {
        return rows.waitingSince(transaction, account, before, most).stream()
                .map(QueueEntry::mail)
                .toList();
    }

    @Override
    public Set<SmtpAccountId> accountsWaiting(Transaction transaction) {
        return Set.copyOf(transaction
                .handle()
                .createQuery("SELECT DISTINCT account FROM outbound_mail WHERE state = 'waiting'")
                .map((row, context) -> new SmtpAccountId(row.getString("account")))
                .list());
    }
}
