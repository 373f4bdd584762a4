package org.postroom.bounce;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.mail.EmailAddress;

/** Shares out the words of a report about several recipients: each line belongs to the one named last. */
final class Passages {
    private final String report;
    private final Map<EmailAddress, StringBuilder> own = new HashMap<>();

    Passages(String report, List<EmailAddress> recipients) {
        this.report = report;
        if (recipients.size() > 1) {
            recipients.forEach(recipient -> own.put(recipient, new StringBuilder()));
            share();
        }
    }

    private void share() {
        StringBuilder current = new StringBuilder();
        for (String line : report.lines().toList()) {
            current = Addresses.all(line).stream()
                    .filter(own::containsKey)
                    .findFirst()
                    .map(own::get)
                    .orElse(current);
            current.append(line).append('\n');
        }
    }

    /** What the report says about one recipient; all of it where it says nothing about him alone. */
    String about(EmailAddress recipient) {
        String passage = own.getOrDefault(recipient, new StringBuilder()).toString();
        boolean telling = ReasonCodes.statusIn(passage).isPresent()
                || !ReasonWords.toldBy(passage).reasons().isEmpty();
        return telling ? passage : report;
    }
}
