package org.postroom.bounce;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.postroom.bounce.BounceReport.Outcome;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.ReportParts;

/** Reads delivery reports. */
public final class BounceReader {
    private BounceReader() {}

    /** What the mail says about the delivery of another, or empty when it is no delivery report. */
    public static Optional<BounceReport> read(IncomingMail mail) {
        Optional<ReportParts> report = mail.content().report();
        if (report.isPresent() && report.get().reportType().equals("feedback-report")) {
            return Optional.empty();
        }
        List<DeliveryStatus.Recipient> recipients = report.filter(found -> deliveryStatus(found))
                .map(found -> DeliveryStatus.parse(found.machineReadable()))
                .orElse(List.of());
        return recipients.isEmpty()
                ? SesNotification.read(mail).or(() -> text(mail))
                : Optional.of(standard(mail, recipients));
    }

    private static Optional<BounceReport> text(IncomingMail mail) {
        return BounceSigns.perhaps(mail) ? new TextBounce(mail).read() : Optional.empty();
    }

    /** Whether a server that we speak to says, with its code or surely, that the address itself is no good. */
    public static boolean addressIsBad(String reply) {
        Refusal refusal = new Refusal(Optional.empty(), reply, SmtpStep.of(reply));
        return !refusal.temporary() && refusal.reason().addressIsBad();
    }

    private static boolean deliveryStatus(ReportParts report) {
        return report.reportType().endsWith("delivery-status")
                || !report.reportType().endsWith("notification");
    }

    private static BounceReport standard(IncomingMail mail, List<DeliveryStatus.Recipient> recipients) {
        Outcome worst = recipients.stream()
                .map(DeliveryStatus.Recipient::outcome)
                .min(Comparator.naturalOrder())
                .orElse(Outcome.FAILED);
        TextBounce text = new TextBounce(mail);
        ReturnedMail returned = ReturnedMail.of(mail, "");
        List<FailedRecipient> failed = failed(recipients, text.words());
        boolean unnamed = failed.isEmpty() && worst != Outcome.DELIVERED;
        return new BounceReport(worst, unnamed ? text.recipients(worst, returned) : failed, returned.messageId());
    }

    private static List<FailedRecipient> failed(List<DeliveryStatus.Recipient> recipients, String words) {
        List<EmailAddress> named = recipients.stream()
                .flatMap(recipient -> recipient.addresses().stream().limit(1))
                .distinct()
                .toList();
        Passages passages = new Passages(words, named);
        return recipients.stream()
                .filter(recipient -> recipient.outcome() != Outcome.DELIVERED)
                .flatMap(recipient ->
                        recipient
                                .failed(recipient.addresses().stream()
                                        .findFirst()
                                        .map(passages::about)
                                        .orElse(""))
                                .stream())
                .toList();
    }
}
