package org.postroom.mail.compose;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.postroom.mail.Bytes;

/** What was composed, seen as bytes and through a reader that shares no code with the composer. */
record ComposedMail(Bytes bytes) {
    String text() {
        return bytes.latin1();
    }

    /** The header's lines, folded as they are. */
    List<String> headerLines() {
        String header = text().substring(0, text().indexOf("\r\n\r\n"));
        return Arrays.asList(header.split("\r\n"));
    }

    /** Names of the header fields in their order. */
    List<String> headerNames() {
        List<String> names = new ArrayList<>();
        for (String line : headerLines()) {
            if (!line.startsWith(" ")) {
                names.add(line.substring(0, line.indexOf(':')));
            }
        }
        return names;
    }

    /** One header field as it stands, without its name; empty when it is not there. */
    String raw(String name) {
        StringBuilder value = new StringBuilder();
        boolean inside = false;
        for (String line : headerLines()) {
            inside = line.startsWith(" ") ? inside : line.startsWith(name + ":");
            if (inside) {
                value.append(line.startsWith(name + ":") ? line.substring(name.length() + 1) : "\n" + line);
            }
        }
        return value.toString().strip();
    }

    MimeMessage read() throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), bytes.open());
    }
}
