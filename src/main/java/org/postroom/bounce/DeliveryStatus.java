package org.postroom.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postroom.bounce.BounceReport.Outcome;
import org.postroom.mail.EmailAddress;

/** Reads the per-recipient fields of a message/delivery-status (RFC 3464 section 2.3). */
final class DeliveryStatus {
    private static final int MOST_RECIPIENTS = 1_000;

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
         * @param report the words of the report, if they are about this recipient alone
         */
        Optional<FailedRecipient> failed(String report) {
            String diagnostic = field("diagnostic-code")
                    .replaceFirst("^[\\w-]{1,20}\\s*;\\s*", "")
                    .strip();
            Optional<String> status = Permanence.codeIn(field("status"));
            boolean permanent = outcome() == Outcome.FAILED
                    && Permanence.judge(status, diagnostic.isEmpty() ? report : diagnostic, report);
            return address().map(address -> new FailedRecipient(address, status, permanent, diagnostic));
        }

        /** The address as we wrote it is Original-Recipient (RFC 3464 section 2.3.1); many reports have the final one only. */
        private Optional<EmailAddress> address() {
            return Addresses.first(field("original-recipient"))
                    .or(() -> Addresses.first(field("final-recipient")))
                    .or(() -> Addresses.first(field("x-actual-recipient")));
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
