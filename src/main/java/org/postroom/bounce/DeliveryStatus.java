package org.postroom.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.postroom.bounce.BounceReport.Outcome;
import org.postroom.mail.EmailAddress;

/** Reads the per-recipient fields of a message/delivery-status (RFC 3464 section 2.3). */
final class DeliveryStatus {
    private static final int MOST_RECIPIENTS = 200;

    private DeliveryStatus() {}

    /** What a report says about one recipient. */
    record Recipient(Map<String, String> fields) {
        Outcome outcome() {
            String action = field("action").toLowerCase(Locale.ROOT).strip();
            String word = action.replaceFirst("[^a-z].*", "");
            return switch (word) {
                case "delivered", "relayed", "expanded" -> Outcome.DELIVERED;
                case "delayed" -> Outcome.DELAYED;
                case "failed", "failure", "expired" -> Outcome.FAILED;
                default -> outcomeOf(field("status"));
            };
        }

        private static Outcome outcomeOf(String status) {
            return switch (status.isEmpty() ? ' ' : status.charAt(0)) {
                case '2' -> Outcome.DELIVERED;
                case '4' -> Outcome.DELAYED;
                default -> Outcome.FAILED;
            };
        }

        /**
         * @param report the words of the report about this recipient; may be empty
         */
        List<FailedRecipient> failed(String report) {
            String diagnostic = field("diagnostic-code")
                    .replaceFirst("^[\\w-]{1,60}\\s*;\\s*", "")
                    .strip();
            String said = diagnostic.isEmpty() ? field("status") + " " + report : diagnostic;
            Refusal refusal = new Refusal(ReasonCodes.statusIn(field("status")), said + category(), step(said, report));
            return addresses().stream()
                    .map(address -> FailedRecipient.of(address, outcome(), refusal, diagnostic))
                    .toList();
        }

        /** PowerMTA's own judgement. */
        private String category() {
            String category = field("x-powermta-bouncecategory");
            return category.isEmpty() ? "" : " category " + category;
        }

        /** A report without the Status that RFC 3464 asks for is of a proxy that passes on what was said to RCPT TO. */
        private SmtpStep step(String said, String report) {
            SmtpStep told = SmtpStep.of(said);
            SmtpStep elsewhere = told == SmtpStep.UNTOLD ? SmtpStep.of(report) : told;
            boolean passedOn = elsewhere == SmtpStep.UNTOLD && field("status").isEmpty();
            return passedOn ? SmtpStep.RECIPIENT : elsewhere;
        }

        /**
         * The address as we wrote it is Original-Recipient, what became of it on its way Final-Recipient (RFC 3464 section
         * 2.3.1 and 2.3.2); many reports mix them up or have one of them only.
         */
        List<EmailAddress> addresses() {
            List<EmailAddress> named = Stream.of("original-recipient", "final-recipient")
                    .flatMap(name -> Addresses.ofField(field(name)).stream().limit(1))
                    .distinct()
                    .toList();
            return named.isEmpty() ? Addresses.ofField(field("x-actual-recipient")) : named;
        }

        private String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    /** All recipients of a report, in its order. */
    static List<Recipient> parse(String report) {
        List<Recipient> recipients = new ArrayList<>();
        Map<String, String> fields = new HashMap<>();
        String name = "";
        for (String line : report.lines().toList()) {
            int colon = line.indexOf(':');
            boolean folded = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (line.isBlank()) {
                keep(recipients, fields);
                fields = new HashMap<>();
                name = "";
            } else if (folded && !name.isEmpty()) {
                fields.merge(
                        name, line.strip(), (before, more) -> before.length() > 2_000 ? before : before + " " + more);
            } else if (colon > 0) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                if (name.equals("final-recipient") && fields.containsKey(name)) {
                    keep(recipients, fields);
                    fields = new HashMap<>();
                }
                fields.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        keep(recipients, fields);
        return List.copyOf(recipients);
    }

    private static void keep(List<Recipient> recipients, Map<String, String> fields) {
        boolean recipient = fields.containsKey("final-recipient")
                || fields.containsKey("original-recipient")
                || fields.containsKey("action");
        if (recipient && recipients.size() < MOST_RECIPIENTS) {
            recipients.add(new Recipient(Map.copyOf(fields)));
        }
    }
}
