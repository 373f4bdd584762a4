package org.postroom.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.postroom.mail.Attachment;

/**
 * Which of an agent's attachments go to the customer. Parts that mail programs add by themselves and that show who wrote the mail (signatures,
 * certificates, visiting cards, pictures of a signature block) stay here.
 *
 * @param passedOn in their order
 * @param leftOut one sentence for each that the agent may miss
 */
record OutgoingFiles(List<Attachment> passedOn, List<String> leftOut) {
    private static final Set<String> SILENTLY_LEFT_OUT = Set.of(
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
            "application/pgp-keys");
    private static final Set<String> VISITING_CARDS = Set.of("text/vcard", "text/x-vcard", "text/directory");

    OutgoingFiles {
        passedOn = List.copyOf(passedOn);
        leftOut = List.copyOf(leftOut);
    }

    static OutgoingFiles of(List<Attachment> attachments) {
        List<Attachment> passedOn = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Attachment attachment : attachments) {
            String type = attachment.mediaType().toLowerCase(Locale.ROOT);
            if (SILENTLY_LEFT_OUT.contains(type)) {
                continue;
            }
            if (VISITING_CARDS.contains(type)) {
                leftOut.add("The visiting card " + name(attachment) + " was left out.");
            } else if (attachment.inline() && attachment.contentId().isPresent()) {
                leftOut.add("The picture " + name(attachment) + " within the text was left out, since it may belong to"
                        + " your signature; attach it as a file if the customer shall have it.");
            } else {
                passedOn.add(new Attachment(
                        attachment.name(),
                        attachment.mediaType(),
                        false,
                        java.util.Optional.empty(),
                        attachment.content()));
            }
        }
        return new OutgoingFiles(passedOn, leftOut);
    }

    private static String name(Attachment attachment) {
        return attachment.name().isEmpty() ? "(" + attachment.mediaType() + ")" : "\"" + attachment.name() + "\"";
    }
}
