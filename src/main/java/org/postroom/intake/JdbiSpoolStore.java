package org.postroom.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

final class JdbiSpoolStore implements Spool {
    /** Values in one list of a statement: far below what either database takes. */
    private static final int LIST = 500;

    /** No mail is put off for longer: one that is due later was dated by a clock that was wrong (FAULTS A31). */
    private static final Duration LONGEST_PUT_OFF = Duration.ofMinutes(1);

    private final Ids ids;
    private final RawStore rawMails;

    JdbiSpoolStore(Ids ids, RawStore rawMails) {
        this.ids = ids;
        this.rawMails = rawMails;
    }

    @Override
    public Map<String, Known> knownUids(
            Transaction transaction, String mailbox, long uidValidity, Collection<String> uids) {
        Map<String, Known> known = new HashMap<>();
        for (List<String> some : slices(uids)) {
            transaction
                    .handle()
                    .createQuery("SELECT uid, listed_size, listed_at, whole FROM receipt WHERE mailbox = :mailbox"
                            + " AND uid_validity = :uidValidity AND uid IN (<uids>) AND removed_at IS NULL")
                    .bind("mailbox", mailbox)
                    .bind("uidValidity", uidValidity)
                    .bindList("uids", some)
                    .map((row, context) -> Map.entry(
                            row.getString("uid"), new Known(JdbiReceiptStore.listing(row), row.getInt("whole") == 1)))
                    .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        }
        return known;
    }

    @Override
    public List<Receipt> accept(Transaction transaction, List<FetchedMail> mails) {
        List<Receipt> receipts = new ArrayList<>();
        for (List<FetchedMail> some : slices(mails)) {
            HeldReceipts held = held(transaction, some);
            some.forEach(mail -> receipts.add(accept(transaction, mail, held)));
        }
        return receipts;
    }

    /** What is held already of these mails, by UID and by bytes. Locks it: no other node slips in between. */
    private HeldReceipts held(Transaction transaction, List<FetchedMail> mails) {
        Receipt.Origin origin = mails.getFirst().origin();
        HeldReceipts held = new HeldReceipts();
        JdbiReceiptStore.query(
                        transaction,
                        "WHERE mailbox = :mailbox AND uid_validity = :uidValidity AND uid IN (<uids>)"
                                + transaction.dialect().forUpdate())
                .bind("mailbox", origin.mailbox())
                .bind("uidValidity", origin.uidValidity())
                .bindList(
                        "uids", mails.stream().map(mail -> mail.origin().uid()).toList())
                .map((row, context) -> JdbiReceiptStore.receipt(row))
                .forEach(held::add);
        JdbiReceiptStore.query(
                        transaction,
                        "WHERE mailbox = :mailbox AND original_sha IN (<hashes>)"
                                + transaction.dialect().forUpdate())
                .bind("mailbox", origin.mailbox())
                .bindList(
                        "hashes",
                        mails.stream().map(mail -> mail.packed().sha256()).toList())
                .map((row, context) -> JdbiReceiptStore.receipt(row))
                .forEach(held::add);
        return held;
    }

    private Receipt accept(Transaction transaction, FetchedMail mail, HeldReceipts held) {
        Optional<Receipt> same = held.same(mail);
        forget(transaction, held.formerUnder(mail), mail.receivedAt());
        if (same.isPresent()) {
            return seenAgain(transaction, same.get(), mail);
        }
        Optional<Receipt> original = held.original(mail);
        Optional<Receipt> receipt = original.isPresent()
                ? insertCopy(transaction, mail, original.get())
                : insertOriginal(transaction, mail);
        if (receipt.isEmpty()) {
            // Another node was faster by a hair; now its row can be seen
            return accept(transaction, mail, held(transaction, List.of(mail)));
        }
        held.add(receipt.get());
        return receipt.get();
    }

    /** A UID names one message at a time: what was held under it before is not on the server any more. */
    private void forget(Transaction transaction, List<Receipt> former, Instant at) {
        markRemoved(transaction, former.stream().map(Receipt::id).toList(), at);
    }

    private Receipt seenAgain(Transaction transaction, Receipt receipt, FetchedMail mail) {
        transaction
                .handle()
                .createUpdate("UPDATE receipt SET removed_at = NULL, listed_size = :size, listed_at = :arrived"
                        + " WHERE id = :id")
                .bind("size", mail.listing().size())
                .bind("arrived", mail.listing().arrived().orElse(null))
                .bind("id", receipt.id().value())
                .execute();
        return receipt;
    }

    private Optional<Receipt> insertOriginal(Transaction transaction, FetchedMail mail) {
        long rawId = rawMails.put(transaction, mail.packed());
        Receipt receipt = new Receipt(
                new ReceiptId(ids.next()),
                mail.origin(),
                new Receipt.Content(mail.packed().sha256(), mail.size(), rawId, mail.whole()),
                mail.receivedAt(),
                Receipt.Work.fresh(Receipt.State.PENDING, mail.receivedAt()),
                Optional.empty());
        if (JdbiReceiptStore.insert(transaction, receipt, mail.listing())) {
            return Optional.of(receipt);
        }
        rawMails.delete(transaction, rawId);
        return Optional.empty();
    }

    private Optional<Receipt> insertCopy(Transaction transaction, FetchedMail mail, Receipt original) {
        Receipt.End end = new Receipt.End(
                Disposition.DUPLICATE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(original.id()),
                "The same bytes were held already, as receipt " + original.id() + " of this mailbox");
        Receipt receipt = new Receipt(
                new ReceiptId(ids.next()),
                mail.origin(),
                original.content(),
                mail.receivedAt(),
                Receipt.Work.fresh(Receipt.State.DONE, mail.receivedAt()),
                Optional.of(end));
        return JdbiReceiptStore.insert(transaction, receipt, mail.listing()) ? Optional.of(receipt) : Optional.empty();
    }

    @Override
    public List<Receipt> toRemove(Transaction transaction, String mailbox, long uidValidity, int most) {
        return JdbiReceiptStore.query(
                        transaction,
                        "WHERE mailbox = :mailbox AND uid_validity = :uidValidity AND removed_at IS NULL AND whole = 1"
                                + " ORDER BY id LIMIT :most")
                .bind("mailbox", mailbox)
                .bind("uidValidity", uidValidity)
                .bind("most", most)
                .map((row, context) -> JdbiReceiptStore.receipt(row))
                .list();
    }

    @Override
    public void markRemoved(Transaction transaction, Collection<ReceiptId> removed, Instant at) {
        for (List<ReceiptId> some : slices(removed)) {
            transaction
                    .handle()
                    .createUpdate("UPDATE receipt SET removed_at = :at WHERE id IN (<ids>) AND removed_at IS NULL")
                    .bind("at", at)
                    .bindList("ids", some.stream().map(ReceiptId::value).toList())
                    .execute();
        }
    }

    @Override
    public Set<DepartmentId> waiting(Transaction transaction, Portion portion) {
        Query query = transaction
                .handle()
                .createQuery("SELECT DISTINCT department FROM receipt WHERE state = 'pending'" + condition(portion));
        return bind(query, portion).mapTo(String.class).map(DepartmentId::new).set();
    }

    @Override
    public List<Receipt> due(Transaction transaction, Portion portion, Instant now, int most) {
        Query query = JdbiReceiptStore.query(
                transaction,
                "WHERE state = 'pending' AND (due_at <= :now OR due_at > :horizon)" + condition(portion)
                        + " ORDER BY id LIMIT :most");
        return bind(query, portion)
                .bind("now", now)
                .bind("horizon", now.plus(LONGEST_PUT_OFF))
                .bind("most", most)
                .map((row, context) -> JdbiReceiptStore.receipt(row))
                .list();
    }

    @Override
    public Optional<Instant> nextDue(Transaction transaction, Portion portion) {
        return earliest(transaction, "due_at", portion);
    }

    @Override
    public Optional<Instant> oldestUnprocessed(Transaction transaction) {
        return earliest(transaction, "received_at", Portion.all());
    }

    private static Optional<Instant> earliest(Transaction transaction, String column, Portion portion) {
        Query query = transaction
                .handle()
                .createQuery("SELECT MIN(" + column + ") FROM receipt WHERE state = 'pending'" + condition(portion));
        return bind(query, portion).mapTo(Instant.class).findOne();
    }

    private static String condition(Portion portion) {
        return switch (portion) {
            case Portion.Of _ -> " AND department IN (<departments>)";
            case Portion.AllBut(Set<DepartmentId> none) when none.isEmpty() -> "";
            case Portion.AllBut _ -> " AND department NOT IN (<departments>)";
        };
    }

    private static Query bind(Query query, Portion portion) {
        Set<DepartmentId> departments = switch (portion) {
            case Portion.Of(Set<DepartmentId> some) -> some;
            case Portion.AllBut(Set<DepartmentId> some) -> some;
        };
        boolean all = portion instanceof Portion.AllBut && departments.isEmpty();
        return all
                ? query
                : query.bindList(
                        "departments",
                        departments.stream().map(DepartmentId::value).toList());
    }

    @Override
    public Bytes raw(Transaction transaction, Receipt receipt) {
        return rawMails.get(transaction, receipt.content().rawId());
    }

    @Override
    public void finish(Transaction transaction, ReceiptId id, Receipt.End end, Findings findings) {
        boolean setAside = end.disposition() == Disposition.QUARANTINED;
        int rows = transaction
                .handle()
                .createUpdate("UPDATE receipt SET state = :state, disposition = :disposition, ticket_id = :ticket,"
                        + " article_id = :article, trace = :trace, message_id = :messageId, message_hash = :hash,"
                        + " sender = :sender, kind = :kind, answering = :answering"
                        + " WHERE id = :id AND state = 'pending'")
                .bind("state", (setAside ? Receipt.State.QUARANTINED : Receipt.State.DONE).word())
                .bind("disposition", end.disposition().word())
                .bind("ticket", end.ticket().map(TicketId::value).orElse(null))
                .bind("article", end.article().map(ArticleId::value).orElse(null))
                .bind("trace", end.trace())
                .bind("messageId", isKnown(findings) ? JdbiLedgerStore.messageId(findings) : null)
                .bind("hash", isKnown(findings) ? JdbiLedgerStore.hash(findings) : null)
                .bind("sender", findings.sender().map(EmailAddress::value).orElse(null))
                .bind("kind", findings.kind().map(Findings::word).orElse(null))
                .bind(
                        "answering",
                        findings.answering().map(Findings.Answering::word).orElse(null))
                .bind("id", id.value())
                .execute();
        requirePending(rows, id);
    }

    /** A mail that could not be read is looked into later, by its header alone. */
    private static boolean isKnown(Findings findings) {
        return findings.messageId().isPresent() || findings.sender().isPresent();
    }

    @Override
    public List<Receipt> begin(Transaction transaction, List<Receipt> receipts) {
        int attempts = receipts.getFirst().work().attempts();
        Set<Long> asSeen = transaction
                .handle()
                .createQuery("SELECT id FROM receipt WHERE id IN (<ids>) AND state = 'pending' AND attempts = :attempts"
                        + transaction.dialect().forUpdate())
                .bindList(
                        "ids",
                        receipts.stream().map(receipt -> receipt.id().value()).toList())
                .bind("attempts", attempts)
                .mapTo(Long.class)
                .set();
        if (!asSeen.isEmpty()) {
            transaction
                    .handle()
                    .createUpdate("UPDATE receipt SET attempts = attempts + 1 WHERE id IN (<ids>)")
                    .bindList("ids", List.copyOf(asSeen))
                    .execute();
        }
        return receipts.stream()
                .filter(receipt -> asSeen.contains(receipt.id().value()))
                .toList();
    }

    @Override
    public void giveBack(Transaction transaction, List<Receipt> begun) {
        for (List<Receipt> some : slices(begun)) {
            transaction
                    .handle()
                    .createUpdate("UPDATE receipt SET attempts = :before"
                            + " WHERE id IN (<ids>) AND state = 'pending' AND attempts = :before + 1")
                    .bind("before", begun.getFirst().work().attempts())
                    .bindList(
                            "ids",
                            some.stream().map(receipt -> receipt.id().value()).toList())
                    .execute();
        }
    }

    @Override
    public void failed(Transaction transaction, ReceiptId id, String fault, Instant nextDue) {
        transaction
                .handle()
                .createUpdate(
                        "UPDATE receipt SET fault = :fault, due_at = :nextDue WHERE id = :id AND state = 'pending'")
                .bind("fault", fault)
                .bind("nextDue", nextDue)
                .bind("id", id.value())
                .execute();
    }

    @Override
    public void quarantine(Transaction transaction, ReceiptId id, String reason) {
        int rows = transaction
                .handle()
                .createUpdate("UPDATE receipt SET state = 'quarantined', disposition = :disposition, fault = :reason,"
                        + " trace = :reason WHERE id = :id AND state = 'pending'")
                .bind("disposition", Disposition.QUARANTINED.word())
                .bind("reason", reason)
                .bind("id", id.value())
                .execute();
        requirePending(rows, id);
    }

    private static void requirePending(int rows, ReceiptId id) {
        if (rows != 1) {
            throw new AlreadySettledException(id);
        }
    }

    @Override
    public Optional<Receipt> find(Transaction transaction, ReceiptId id) {
        return JdbiReceiptStore.query(transaction, "WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> JdbiReceiptStore.receipt(row))
                .findOne();
    }

    @Override
    public List<Receipt> listQuarantined(Transaction transaction) {
        return JdbiReceiptStore.query(transaction, "WHERE state = 'quarantined' ORDER BY id")
                .map((row, context) -> JdbiReceiptStore.receipt(row))
                .list();
    }

    @Override
    public boolean release(Transaction transaction, ReceiptId id, Instant now) {
        int rows = transaction
                .handle()
                .createUpdate("UPDATE receipt SET state = 'pending', disposition = NULL, attempts = 0, fault = NULL,"
                        + " due_at = :now"
                        + " WHERE id = :id AND state = 'quarantined'")
                .bind("now", now)
                .bind("id", id.value())
                .execute();
        return rows == 1;
    }

    @Override
    public void settleAside(Transaction transaction, ReceiptId id, Receipt.End end) {
        int rows = transaction
                .handle()
                .createUpdate("UPDATE receipt SET state = 'done', disposition = :disposition, ticket_id = :ticket,"
                        + " article_id = :article, trace = :trace WHERE id = :id AND state = 'quarantined'")
                .bind("disposition", end.disposition().word())
                .bind("ticket", end.ticket().map(TicketId::value).orElse(null))
                .bind("article", end.article().map(ArticleId::value).orElse(null))
                .bind("trace", end.trace())
                .bind("id", id.value())
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("Receipt " + id + " is not set aside any more");
        }
    }

    private static <T> List<List<T>> slices(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < list.size(); from += LIST) {
            slices.add(list.subList(from, Math.min(from + LIST, list.size())));
        }
        return slices;
    }
}
