package org.postroom.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Update;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

final class JdbiTicketStore implements TicketStore {
    /** What {@link #ticket} reads. */
    static final String COLUMNS = "id, prefix, ticket_no, department, group_name, state, assignee, subject,"
            + " customer_address, customer_name, product, priority, opened_at, changed_at, closed_at, version, "
            + JdbiShareStore.COLUMN;

    private static final String SELECT = "SELECT " + COLUMNS + " FROM ticket";

    private final Ids ids;
    private final JdbiPlaceStore places = new JdbiPlaceStore();

    JdbiTicketStore(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Ticket open(Transaction transaction, NewTicket wanted) {
        Ticket ticket = new Ticket(
                new TicketId(ids.next()),
                new TicketNumber(wanted.prefix(), nextNumber(transaction, wanted.prefix())),
                wanted.matter(),
                wanted.group(),
                Ticket.Standing.of(TicketState.ACTIVE),
                new Ticket.Times(wanted.at(), wanted.at(), Optional.empty()),
                1);
        Set<String> words = TicketWords.of(ticket);
        insert(transaction, ticket, words);
        JdbiWordStore.add(transaction, ticket.id(), words);
        places.note(transaction, ticket.group());
        ticket.customer()
                .map(who -> new Participant(who, Participant.Role.CUSTOMER, wanted.at()))
                .ifPresent(customer -> addParticipant(transaction, ticket.id(), customer));
        return ticket;
    }

    /** The row of the counter stays locked until the transaction ends, so that no number is given twice or skipped. */
    private static long nextNumber(Transaction transaction, String prefix) {
        if (countOn(transaction, prefix) == 0 && insertCounter(transaction, prefix)) {
            return TicketNumber.FIRST;
        }
        return transaction
                        .handle()
                        .createQuery("SELECT next_no FROM ticket_counter WHERE prefix = :prefix")
                        .bind("prefix", prefix)
                        .mapTo(Long.class)
                        .one()
                - 1;
    }

    private static int countOn(Transaction transaction, String prefix) {
        return transaction
                .handle()
                .createUpdate("UPDATE ticket_counter SET next_no = next_no + 1 WHERE prefix = :prefix")
                .bind("prefix", prefix)
                .execute();
    }

    /** False when another transaction was first; then its number was counted on. */
    private static boolean insertCounter(Transaction transaction, String prefix) {
        boolean first = transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("INSERT INTO ticket_counter (prefix, next_no) VALUES (:prefix, :next)")
                .bind("prefix", prefix)
                .bind("next", TicketNumber.FIRST + 1)
                .execute());
        if (!first) {
            countOn(transaction, prefix);
        }
        return first;
    }

    private static void insert(Transaction transaction, Ticket ticket, Set<String> words) {
        Optional<NamedAddress> customer = ticket.customer();
        Update update = transaction
                .handle()
                .createUpdate("INSERT INTO ticket (id, prefix, ticket_no, subject, customer_key, customer_address,"
                        + " customer_name, opened_at, words, version, department, group_name, state, assignee, product, priority,"
                        + " changed_at, closed_at) VALUES (:id, :prefix, :number, :subject, :key, :address, :name, :opened, :words, :version,"
                        + " :department, :group, :state, :assignee, :product, :priority, :changed, :closed)")
                .bind("prefix", ticket.number().prefix())
                .bind("number", ticket.number().number())
                .bind("subject", ticket.subject())
                .bind("key", customer.map(who -> who.address().key()).orElse(null))
                .bind("address", customer.map(who -> who.address().value()).orElse(null))
                .bind("name", customer.map(NamedAddress::name).orElse(null))
                .bind("opened", ticket.times().opened().toEpochMilli())
                .bind("words", TicketWords.joined(words));
        bindChanging(update, ticket).execute();
    }

    private static Update bindChanging(Update update, Ticket ticket) {
        return update.bind("id", ticket.id().value())
                .bind("version", ticket.version())
                .bind("department", ticket.department().value())
                .bind("group", ticket.group().name())
                .bind("state", ticket.state().word())
                .bind("assignee", ticket.assignee().map(AgentId::value).orElse(null))
                .bind("product", ticket.product().map(ProductId::value).orElse(null))
                .bind("priority", ticket.priority().stored())
                .bind("changed", ticket.times().changed().toEpochMilli())
                .bind(
                        "closed",
                        ticket.times().closed().map(Instant::toEpochMilli).orElse(null));
    }

    @Override
    public Optional<Ticket> find(Transaction transaction, TicketId id) {
        return transaction
                .handle()
                .createQuery(SELECT + " WHERE id = :id")
                .bind("id", id.value())
                .map((row, _) -> ticket(row))
                .findOne();
    }

    @Override
    public Optional<Ticket> find(Transaction transaction, TicketNumber number) {
        return transaction
                .handle()
                .createQuery(SELECT + " WHERE prefix = :prefix AND ticket_no = :number")
                .bind("prefix", number.prefix())
                .bind("number", number.number())
                .map((row, _) -> ticket(row))
                .findOne();
    }

    @Override
    public List<Ticket> latest(Transaction transaction, int most) {
        return transaction
                .handle()
                .createQuery(SELECT + " WHERE state <> 'merged' ORDER BY id DESC LIMIT :most")
                .bind("most", most)
                .map((row, _) -> ticket(row))
                .list();
    }

    /** Two statements, since the first may have to wait, and only one that begins behind it sees what happened meanwhile. */
    @Override
    public Optional<Ticket> lock(Transaction transaction, TicketId id) {
        transaction
                .handle()
                .createQuery("SELECT id FROM ticket WHERE id = :id"
                        + transaction.dialect().forUpdate())
                .bind("id", id.value())
                .mapTo(Long.class)
                .findOne();
        return find(transaction, id);
    }

    @Override
    public Ticket update(Transaction transaction, Ticket ticket) {
        Update update = transaction
                .handle()
                .createUpdate("UPDATE ticket SET department = :department, group_name = :group, state = :state,"
                        + " assignee = :assignee, product = :product, priority = :priority, changed_at = :changed, closed_at = :closed, version = version + 1"
                        + " WHERE id = :id AND version = :version");
        if (bindChanging(update, ticket).execute() == 0) {
            throw new StaleTicketException(ticket);
        }
        places.note(transaction, ticket.group());
        return ticket.withVersion(ticket.version() + 1);
    }

    @Override
    public void share(Transaction transaction, Ticket ticket) {
        JdbiShareStore.replace(transaction, ticket);
    }

    @Override
    public void nameCustomer(Transaction transaction, Ticket ticket) {
        JdbiCustomerStore.name(transaction, ticket);
        NamedAddress customer = ticket.customer().orElseThrow();
        removeParticipant(transaction, ticket.id(), customer.address());
        Participant theirs = new Participant(
                customer, Participant.Role.CUSTOMER, ticket.times().changed());
        addParticipant(transaction, ticket.id(), theirs);
    }

    @Override
    public List<Participant> participants(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT address, name, role, since_at FROM participant WHERE ticket_id = :ticket"
                        + " ORDER BY CASE role WHEN 'customer' THEN 0 ELSE 1 END, place")
                .bind("ticket", ticket.value())
                .map((row, _) -> participant(row))
                .list();
    }

    @Override
    public boolean addParticipant(Transaction transaction, TicketId ticket, Participant participant) {
        NamedAddress who = participant.who();
        return transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("INSERT INTO participant (ticket_id, address_key, address, name, role, since_at, place)"
                        + " VALUES (:ticket, :key, :address, :name, :role, :since, :place)")
                .bind("ticket", ticket.value())
                .bind("key", who.address().key())
                .bind("address", who.address().value())
                .bind("name", who.name())
                .bind("role", participant.role().word())
                .bind("since", participant.since().toEpochMilli())
                .bind("place", ids.next())
                .execute());
    }

    @Override
    public boolean removeParticipant(Transaction transaction, TicketId ticket, EmailAddress address) {
        return transaction
                        .handle()
                        .createUpdate("DELETE FROM participant WHERE ticket_id = :ticket AND address_key = :key")
                        .bind("ticket", ticket.value())
                        .bind("key", address.key())
                        .execute()
                > 0;
    }

    @Override
    public void relate(Transaction transaction, TicketId one, TicketId other, String reason, Instant at) {
        JdbiRelatedStore.relate(transaction, one, other, reason, at);
    }

    @Override
    public void unrelate(Transaction transaction, TicketId one, TicketId other) {
        JdbiRelatedStore.unrelate(transaction, one, other);
    }

    @Override
    public List<Related> related(Transaction transaction, TicketId ticket) {
        return JdbiRelatedStore.related(transaction, ticket);
    }

    @Override
    public Optional<Ticket> survivor(Transaction transaction, TicketId id) {
        return find(transaction, JdbiMergeStore.into(transaction, id).orElse(id));
    }

    /** What was waited for may have merged the ticket; then the one is locked that it was merged into. */
    @Override
    public Optional<Ticket> lockSurvivor(Transaction transaction, TicketId id) {
        Optional<Ticket> locked = lock(transaction, id);
        Optional<TicketId> into = JdbiMergeStore.into(transaction, id);
        return into.isPresent() ? lockSurvivor(transaction, into.get()) : locked;
    }

    @Override
    public List<TicketId> mergedInto(Transaction transaction, TicketId ticket) {
        return JdbiMergeStore.mergedInto(transaction, ticket);
    }

    @Override
    public void merge(Transaction transaction, TicketId from, TicketId into) {
        JdbiMergeStore.merge(transaction, from, into);
    }

    static Ticket ticket(ResultSet row) throws SQLException {
        Optional<NamedAddress> customer = Optional.ofNullable(row.getString("customer_address"))
                .map(EmailAddress::of)
                .map(NamedAddress::of);
        String name = Optional.ofNullable(row.getString("customer_name")).orElse("");
        return new Ticket(
                new TicketId(row.getLong("id")),
                new TicketNumber(row.getString("prefix"), row.getLong("ticket_no")),
                new Ticket.Matter(
                        row.getString("subject"),
                        customer.map(bare -> new NamedAddress(name, bare.address())),
                        Optional.ofNullable(row.getString("product")).map(ProductId::new)),
                new GroupId(new DepartmentId(row.getString("department")), row.getString("group_name")),
                new Ticket.Standing(
                        TicketState.ofWord(row.getString("state")),
                        Optional.ofNullable(row.getString("assignee")).map(AgentId::new),
                        JdbiShareStore.read(Optional.ofNullable(row.getString("sharing"))),
                        Priority.ofStored(row.getInt("priority"))),
                times(row),
                row.getLong("version"));
    }

    private static Ticket.Times times(ResultSet row) throws SQLException {
        long closed = row.getLong("closed_at");
        Optional<Instant> closedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(closed));
        return new Ticket.Times(
                Instant.ofEpochMilli(row.getLong("opened_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                closedAt);
    }

    private static Participant participant(ResultSet row) throws SQLException {
        return new Participant(
                new NamedAddress(row.getString("name"), EmailAddress.of(row.getString("address"))),
                Participant.Role.ofWord(row.getString("role")),
                Instant.ofEpochMilli(row.getLong("since_at")));
    }
}
