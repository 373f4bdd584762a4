package org.postroom.intake;

import org.postroom.intake.TrustCase.Life;
import org.postroom.intake.TrustCase.Pointer;
import org.postroom.intake.TrustCase.Sender;
import org.postroom.intake.TrustCase.Token;
import org.postroom.intake.TrustCase.Vouched;

/**
 * What must become of a mail, told from SPEC C1 to C3, E1 and F5 and from FAULTS E1 to E7 alone: nothing of the program is used,
 * nor how it does it.
 */
final class TrustOracle {
    /** Where the mail's words end. */
    enum Where {
        /** On A, as its customer's reply. */
        ON_A,
        /** Kept on A, which is locked and stays so; its customer is told. */
        REJECTED_ON_A,
        /** A ticket of its own that nobody of A or B sees, whose agents see no other to look at. */
        NEW,
        /** The same, and agents are told that it may be about A. */
        NEW_RELATED_TO_A,
        /** … about B. */
        NEW_RELATED_TO_B,
        /** … about B and A. */
        NEW_RELATED_TO_BOTH,
        /** Inside A until its agent says that it is right. */
        HELD_ON_A,
        HELD_ON_B,
        /** Inside A for good; the agent is told that it was refused. */
        REFUSED_ON_A,
        REFUSED_ON_B,
        /** Sent to those who take part in A, as the department's. */
        SENT_FROM_A,
        SENT_FROM_B
    }

    private final TrustCase one;

    private TrustOracle(TrustCase one) {
        this.one = one;
    }

    static Where expected(TrustCase one) {
        TrustOracle oracle = new TrustOracle(one);
        return switch (one.sender()) {
            case PARTICIPANT, SPOOFED_PARTICIPANT, STRANGER -> oracle.fromOutside();
            case AGENT -> oracle.fromAnna();
            case AGENT_WITHOUT_ACCESS -> oracle.fromCarla();
        };
    }

    /** FAULTS E2: whoever is in cc comes in only with a customer who shows a token that is still good, and never by himself. */
    static boolean eveTakesPart(TrustCase one) {
        boolean goodToken = one.token() == Token.CUSTOMERS_OF_A
                || one.token() == Token.AGENTS_OF_A
                || one.token() == Token.ANOTHER_AGENTS_OF_A
                || one.token() == Token.FORWARDED;
        return expected(one) == Where.ON_A && goodToken;
    }

    private boolean namesAByItself() {
        return one.pointer() != Pointer.NOTHING;
    }

    private boolean tokenNamesA() {
        return switch (one.token()) {
            case CUSTOMERS_OF_A,
                    CUSTOMERS_OF_A_EXPIRED,
                    AGENTS_OF_A,
                    AGENTS_OF_A_EXPIRED,
                    ANOTHER_AGENTS_OF_A,
                    FORWARDED -> true;
            case NONE, FORGED, CUSTOMERS_OF_B, AGENTS_OF_B -> false;
        };
    }

    private boolean tokenNamesB() {
        return one.token() == Token.CUSTOMERS_OF_B || one.token() == Token.AGENTS_OF_B;
    }

    /** SPEC C1, C2: in by taking part, and by something that names the ticket; never by one of them alone. */
    private Where fromOutside() {
        boolean carl = one.sender() != Sender.STRANGER;
        if (carl && (namesAByItself() || tokenNamesA())) {
            return one.life() == Life.LOCKED ? Where.REJECTED_ON_A : Where.ON_A;
        }
        return switch (one.token()) {
            // SPEC C3: what came to an agent and comes back from elsewhere is doubtful; that agent is asked
            case AGENTS_OF_A, ANOTHER_AGENTS_OF_A, FORWARDED -> Where.HELD_ON_A;
            case AGENTS_OF_B -> Where.HELD_ON_B;
            case NONE, CUSTOMERS_OF_A, CUSTOMERS_OF_A_EXPIRED, CUSTOMERS_OF_B, FORGED, AGENTS_OF_A_EXPIRED ->
                ownTicket();
        };
    }

    /** FAULTS E1: a new ticket, "possibly related". */
    private Where ownTicket() {
        boolean a = namesAByItself() || tokenNamesA();
        if (tokenNamesB()) {
            return a ? Where.NEW_RELATED_TO_BOTH : Where.NEW_RELATED_TO_B;
        }
        return a ? Where.NEW_RELATED_TO_A : Where.NEW;
    }

    /** SPEC C3: a valid token for that agent and ticket, a matching address, an aligned pass where conf asks for one. */
    private Where fromAnna() {
        boolean vouchedFor = one.vouched() == Vouched.NOBODY_ASKED || one.vouched() == Vouched.PASS;
        return switch (one.token()) {
            case AGENTS_OF_A -> vouchedFor ? answered() : Where.HELD_ON_A;
            // It answers a notice of B, and refers to A
            case AGENTS_OF_B -> vouchedFor && !namesAByItself() ? Where.SENT_FROM_B : Where.HELD_ON_B;
            case FORWARDED, ANOTHER_AGENTS_OF_A, AGENTS_OF_A_EXPIRED, CUSTOMERS_OF_A, CUSTOMERS_OF_A_EXPIRED ->
                Where.HELD_ON_A;
            case CUSTOMERS_OF_B -> Where.HELD_ON_B;
            case NONE, FORGED -> namesAByItself() ? Where.HELD_ON_A : Where.NEW;
        };
    }

    private Where answered() {
        return switch (one.life()) {
            case OPEN, CLOSED -> Where.SENT_FROM_A;
            case LOCKED -> Where.REFUSED_ON_A;
            // FAULTS E7: what was written before others came gets to them only when the agent was asked
            case MERGED -> Where.HELD_ON_A;
        };
    }

    /** SPEC F5: whoever may not see it now is told that, where a notice was at hand; and of what is only named, nothing. */
    private Where fromCarla() {
        return switch (one.token()) {
            case AGENTS_OF_A, AGENTS_OF_A_EXPIRED, ANOTHER_AGENTS_OF_A, FORWARDED -> Where.REFUSED_ON_A;
            case AGENTS_OF_B -> Where.REFUSED_ON_B;
            case NONE, FORGED, CUSTOMERS_OF_A, CUSTOMERS_OF_A_EXPIRED, CUSTOMERS_OF_B -> ownTicket();
        };
    }
}
