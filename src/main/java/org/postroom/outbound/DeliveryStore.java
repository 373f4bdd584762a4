package org.postroom.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.SmtpAccountId;
import org.postroom.storage.Transaction;

/** The queue as the workers use it. Every change is conditional, so that two who want the same mail do not both get it. */
interface DeliveryStore {
    static DeliveryStore jdbi() {
        return new JdbiDeliveryStore();
    }

    /** Takes up the account's oldest mails that are due. */
    List<OutboundMail> claim(Transaction transaction, SmtpAccountId account, Claim claim, Instant now, int most);

    /** Marks a mail so that from here on the server may be getting it; false when the claim is no longer good. */
    boolean begin(Transaction transaction, OutboundId id, Claim claim);

    /** Whether the mail is marked so by this claim. */
    boolean isBegun(Transaction transaction, OutboundId id, Claim claim);

    /** Gives back what was taken up and not begun with. */
    void release(Transaction transaction, Claim claim);

    /** Gives back a mail that was begun with and of which the server got nothing. */
    void putBack(Transaction transaction, OutboundId id, Claim claim);

    /**
     * Writes down what came of a mail, unless it is no longer held as given.
     *
     * @param claim whose it is; empty for a mail that nobody holds
     */
    boolean settle(
            Transaction transaction, OutboundMail mail, Optional<Claim> claim, Settlement settlement, Instant now);

    /** Writes down an attempt. */
    void addAttempt(Transaction transaction, long attemptId, OutboundMail mail, Settlement settlement, Times times);

    /** Whether the attempt is written down. */
    boolean hasAttempt(Transaction transaction, long attemptId);

    /** When the account's next mail is due; empty when none is waiting. */
    Optional<Instant> nextDue(Transaction transaction, SmtpAccountId account);

    /** Whether a mail of the account is due only after that time. */
    boolean isMisdated(Transaction transaction, SmtpAccountId account, Instant horizon);

    /** Makes the account's mails that are due only after the horizon due now; returns how many. */
    int callBack(Transaction transaction, SmtpAccountId account, Instant horizon, Instant now);

    /** Mails whose holder is dead: another node that does not live, or a worker of this one. */
    List<Abandoned> abandoned(Transaction transaction, Holders holders, int most);

    /**
     * Who may hold mails.
     *
     * @param node this one's number
     * @param live claims of workers of this node that live
     * @param living numbers of the nodes that live; empty when that is not known
     */
    record Holders(int node, Set<Long> live, Optional<Set<Integer>> living) {
        public Holders {
            live = Set.copyOf(live);
        }
    }

    /** Mails of the account that wait since before that time. */
    List<OutboundMail> waitingSince(Transaction transaction, SmtpAccountId account, Instant before, int most);

    /** Accounts with mail that waits. */
    Set<SmtpAccountId> accountsWaiting(Transaction transaction);

    /** When an attempt began and ended. */
    record Times(Instant began, Instant ended) {}

    /**
     * A mail whose holder is dead.
     *
     * @param begun whether the server may have got it
     */
    record Abandoned(OutboundMail mail, Claim claim, boolean begun) {}
}
