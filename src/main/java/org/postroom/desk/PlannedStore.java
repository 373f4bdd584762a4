package org.postroom.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.mail.Attachment;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/** Keeps answers that wait. */
public interface PlannedStore {
    /** The store in the database; the bytes of files go to the raw store. */
    static PlannedStore jdbi(Ids ids, RawStore raws) {
        return new JdbiPlannedStore(ids, raws);
    }

    /** Keeps an answer, and gives it its id. */
    PlannedAnswer add(
            Transaction transaction,
            PlannedAnswer.Sender sender,
            PlannedAnswer.Timing timing,
            PlannedAnswer.Content content,
            List<Attachment> files,
            Instant now);

    /** An answer, whatever became of it. */
    Optional<PlannedAnswer> find(Transaction transaction, long id);

    /** An answer that is still open, as it stands now; until this transaction ends nobody else settles it. */
    Optional<PlannedAnswer> lock(Transaction transaction, long id);

    /** The files of an open answer, in their order. */
    List<PlannedAnswer.File> files(Transaction transaction, long id);

    /** The files with their bytes. */
    List<Attachment> attachments(Transaction transaction, long id);

    /** Ids of answers that are due, the earliest first. */
    List<Long> due(Transaction transaction, Instant now, int most);

    /** When the next answer is due. */
    Optional<Instant> nextDue(Transaction transaction);

    /** Open answers on a ticket, in the order they were planned. */
    List<PlannedAnswer> ofTicket(Transaction transaction, TicketId ticket);

    /** Open answers of an agent, those that are due first to begin with. */
    List<PlannedAnswer> ofAgent(Transaction transaction, AgentId agent);

    /** How many answers of an agent are open. */
    int count(Transaction transaction, AgentId agent);

    /** Answers of an agent that can be taken back and have not been held, at most so many, those that are due first. */
    List<PlannedAnswer> leaving(Transaction transaction, AgentId agent, int most);

    /** Answers of an agent on a ticket of which the agent was asked by mail, whatever became of them. */
    List<PlannedAnswer> asked(Transaction transaction, TicketId ticket, AgentId agent);

    /** Lets all answers of a ticket be of another one. */
    void moveAll(Transaction transaction, TicketId from, TicketId to);

    /** Notes that its agent was asked by mail. */
    void asked(Transaction transaction, long id, Instant asked);

    /** From now on it waits for a word of its agent. */
    void hold(Transaction transaction, long id, List<String> reasons);

    /** It is tried again at that time. */
    void postpone(Transaction transaction, long id, Instant due);

    /** Ends an open answer and drops its words and files. */
    void settle(Transaction transaction, long id, PlannedAnswer.State end, Instant now);

    /** Forgets the settled answers of a ticket. */
    void forget(Transaction transaction, TicketId ticket);

    /** Forgets answers that were settled before this instant; returns how many. */
    int sweep(Transaction transaction, Instant before);
}
