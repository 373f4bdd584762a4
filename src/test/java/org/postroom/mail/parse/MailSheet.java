package org.postroom.mail.parse;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.postroom.mail.Attachment;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.ReportParts;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.mail.NamedAddress;

/** A mail as a sheet of text, for comparing what was read with what a fixture expects. */
final class MailSheet {
    private final StringBuilder out = new StringBuilder();

    private MailSheet() {}

    static String of(IncomingMail mail) {
        MailSheet sheet = new MailSheet();
        sheet.line("subject", mail.subject());
        sheet.line("from", mail.correspondents().from().map(MailSheet::shown).orElse("nobody"));
        sheet.people("to", mail.correspondents().to());
        sheet.people("cc", mail.correspondents().cc());
        sheet.people("reply-to", mail.correspondents().replyTo());
        sheet.returnPath(mail.correspondents().returnPath());
        mail.thread().inReplyTo().forEach(id -> sheet.line("in-reply-to", id.value()));
        mail.thread().references().forEach(id -> sheet.line("reference", id.value()));
        sheet.line("date", mail.date().map(Object::toString).orElse("none"));
        mail.content().attachments().forEach(sheet::attachment);
        mail.content().html().ifPresent(html -> sheet.line("html", html.length() + " characters"));
        mail.content().report().ifPresent(sheet::report);
        mail.problems().forEach(problem -> sheet.line("problem", problem));
        return sheet.out
                .append("text:\n")
                .append(mail.content().text().strip())
                .append('\n')
                .toString();
    }

    private void people(String label, List<NamedAddress> people) {
        people.forEach(person -> line(label, shown(person)));
    }

    private static String shown(NamedAddress person) {
        return person.name().isEmpty() ? person.address().value() : person.name() + " <" + person.address() + ">";
    }

    private void returnPath(ReturnPath path) {
        switch (path) {
            case ReturnPath.Unknown() -> {}
            case ReturnPath.Null() -> line("return-path", "<>");
            case ReturnPath.Of(var address) -> line("return-path", address.value());
        }
    }

    private void attachment(Attachment attachment) {
        byte[] content = attachment.content().toArray();
        line(
                "attachment",
                (attachment.name().isEmpty() ? "(no name)" : attachment.name())
                        + ", " + attachment.mediaType()
                        + (attachment.inline() ? ", inline" : "")
                        + attachment.contentId().map(id -> ", cid " + id).orElse("")
                        + ", " + content.length + " bytes"
                        + (content.length <= 16
                                ? " " + HexFormat.of().formatHex(content)
                                : " sha-256 " + attachment.content().sha256().substring(0, 16)));
    }

    private void report(ReportParts report) {
        line("report", report.reportType());
        line("machine-readable", oneLine(report.machineReadable()));
        line("returned", oneLine(report.returned()));
    }

    private static String oneLine(String text) {
        return text.lines().collect(Collectors.joining(" / "));
    }

    private void line(String label, String value) {
        out.append(label).append(": ").append(value).append('\n');
    }
}
