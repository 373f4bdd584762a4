package org.postroom.intake;

import java.util.Optional;
import org.postroom.bounce.BounceReport;
import org.postroom.mail.ReadMail;

/**
 * A mail of the spool with all that can be known from its bytes alone.
 *
 * @param kind what sort of mail it is
 * @param bounce which of our mails did not reach whom, when it reports that
 * @param newText what its sender wrote, without quoted history and signature
 */
public record ExaminedMail(
        Receipt receipt, ReadMail read, KindVerdict kind, Optional<BounceReport> bounce, String newText) {}
