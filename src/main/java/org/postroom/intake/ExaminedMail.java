package org.postroom.intake;

import java.util.Optional;
import org.postroom.bounce.BounceReport;
import org.postroom.mail.ReadMail;

/**
 * A mail of the spool with all that can be known from its bytes alone.
 *
 * @param kind what sort of mail it is
 * @param bounce which of our mails did not reach whom, when it reports that
 * @param forward the mails that it forwards, if it says to be an agent's
 * @param newText what its sender wrote, without quoted history and signature
 */
record ExaminedMail(
        Receipt receipt,
        ReadMail read,
        KindVerdict kind,
        Optional<BounceReport> bounce,
        Optional<ForwardReader.Forward> forward,
        String newText) {

    /** A mail of which no more is told than what kind it is and what is new in it. */
    static ExaminedMail plain(Receipt receipt, ReadMail read, KindVerdict kind, String newText) {
        return new ExaminedMail(receipt, read, kind, Optional.empty(), Optional.empty(), newText);
    }
}
