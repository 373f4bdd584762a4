package org.postroom.mail.tnef;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.Attachment;

/**
 * What is in a TNEF.
 *
 * @param from its sender as it names him, a name or address; empty when it names none
 * @param text its plain text, or the words of its RTF; empty when there are none
 * @param html its HTML, which may have been hidden in RTF
 * @param attachments its files, messages within it as mails, each followed by the files in it
 * @param whole false when something broken was left out
 */
public record TnefMessage(
        String subject, String from, String text, Optional<String> html, List<Attachment> attachments, boolean whole) {
    public TnefMessage {
        attachments = List.copyOf(attachments);
    }
}
