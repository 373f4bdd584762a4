package org.postroom.intake;

import org.postroom.bounce.FailedRecipient;
import org.postroom.fuzz.Hold;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;

/** Every mail has a kind, and whoever failed to get a mail has an address. */
public final class ReportFuzz {
    private ReportFuzz() {}

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        MailReport report = MailReport.of(new MailReader(ReadLimits.standard()).read(Bytes.wrap(data)));
        Hold.that(report.ok(), report.reason());
        Hold.that(!report.label().isEmpty() && !report.reason().isEmpty(), "no kind");
        for (FailedRecipient failed : report.bounced()) {
            String address = failed.address().value();
            Hold.that(EmailAddress.parse(address).isPresent(), "no address: " + address);
        }
    }
}
