package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.mapper.RowMapper;
import org.postroom.agent.AgentId;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

final class JdbiHeldMailStore implements HeldMailStore {
    private static final String SELECT =
            "SELECT id, receipt_id, ticket_id, agent, reply_right, reasons, held_at, state FROM held_mail";
    private static final RowMapper<HeldMail> MAPPER = (row, context) -> new HeldMail(
            row.getLong("id"),
            new ReceiptId(row.getLong("receipt_id")),
            new TicketId(row.getLong("ticket_id")),
            new AgentId(row.getString("agent")),
            Right.valueOf(row.getString("reply_right").toUpperCase(Locale.ROOT)),
            row.getString("reasons").lines().toList(),
            Instant.ofEpochMilli(row.getLong("held_at")),
            HeldMail.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));

    @Override
    public void hold(Transaction transaction, HeldMail mail) {
        transaction
                .handle()
                .createUpdate("INSERT INTO held_mail (id, receipt_id, ticket_id, agent, reply_right, reasons,"
                        + " held_at, state)"
                        + " VALUES (:id, :receipt, :ticket, :agent, :right, :reasons, :heldAt, :state)")
                .bind("id", mail.id())
                .bind("receipt", mail.receipt().value())
                .bind("ticket", mail.ticket().value())
                .bind("agent", mail.agent().value())
                .bind("right", mail.right().name().toLowerCase(Locale.ROOT))
                .bind("reasons", String.join("\n", mail.reasons()))
                .bind("heldAt", mail.heldAt().toEpochMilli())
                .bind("state", name(mail.state()))
                .execute();
    }

    @Override
    public boolean settle(Transaction transaction, HeldMail mail, HeldMail.State state, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("UPDATE held_mail SET state = :state, decided_at = :now"
                                + " WHERE id = :id AND state = 'waiting'")
                        .bind("state", name(state))
                        .bind("now", now.toEpochMilli())
                        .bind("id", mail.id())
                        .execute()
                == 1;
    }

    @Override
    public void askAgain(Transaction transaction, HeldMail mail) {
        transaction
                .handle()
                .createUpdate("UPDATE held_mail SET state = :state, reasons = :reasons, held_at = :heldAt,"
                        + " decided_at = NULL WHERE id = :id")
                .bind("id", mail.id())
                .bind("reasons", String.join("\n", mail.reasons()))
                .bind("heldAt", mail.heldAt().toEpochMilli())
                .bind("state", name(mail.state()))
                .execute();
    }

    @Override
    public List<HeldMail> of(Transaction transaction, TicketId ticket, AgentId agent) {
        return transaction
                .handle()
                .createQuery(SELECT + " WHERE agent = :agent AND (ticket_id = :ticket"
                        + " OR ticket_id IN (SELECT id FROM ticket WHERE merged_into = :ticket)) ORDER BY id")
                .bind("ticket", ticket.value())
                .bind("agent", agent.value())
                .map(MAPPER)
                .list();
    }

    private static String name(HeldMail.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void moveAll(Transaction transaction, TicketId from, TicketId to) {
        transaction
                .handle()
                .createUpdate("UPDATE held_mail SET ticket_id = :to WHERE ticket_id = :from")
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    @Override
    public boolean hasOpen(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT 1 FROM held_mail WHERE state = 'waiting' AND (ticket_id = :ticket"
                        + " OR ticket_id IN (SELECT id FROM ticket WHERE merged_into = :ticket))")
                .bind("ticket", ticket.value())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    @Override
    public void forget(Transaction transaction, TicketId ticket) {
        transaction.handle().execute("DELETE FROM held_mail WHERE ticket_id = ?", ticket.value());
    }
}
