package org.postroom.web.customer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.mail.Attachment;
import org.postroom.web.Ask;
import org.postroom.web.Download;
import org.postroom.web.FormKey;
import org.postroom.web.Upload;

/**
 * What a customer typed and picked.
 *
 * @param text lines end in LF; no other control characters
 * @param key of the form; empty when it came without one of ours
 */
record Written(String text, List<Attachment> files, Optional<FormKey> key) {
    /** The most characters of one answer. */
    static final int LONGEST = 100_000;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,100}");

    Written {
        files = List.copyOf(files);
    }

    static Written of(Ask ask) {
        String lines = ask.field("text").replace("\r\n", "\n").replace('\r', '\n');
        return new Written(
                CONTROLS.matcher(lines).replaceAll("").strip(),
                ask.uploads("files").stream().map(Written::attachment).toList(),
                FormKey.parse(ask.field("key")));
    }

    private static Attachment attachment(Upload upload) {
        String type = upload.type().toLowerCase(Locale.ROOT).strip();
        return new Attachment(
                Download.safeName(upload.name()),
                TYPE.matcher(type).matches() ? type : "application/octet-stream",
                false,
                Optional.empty(),
                upload.content());
    }
}
