package org.postroom.web.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.desk.Seen;
import org.postroom.storage.PackedMail;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.Draft;
import org.postroom.web.Ask;
import org.postroom.web.Upload;
import org.postroom.web.Visit;

/**
 * A form of the composer as it was sent.
 *
 * @param sequence of this save of the draft; 0 when the form did not say
 * @param seen how much of the ticket the page showed
 * @param sending how it is to be sent
 */
record WrittenForm(
        Draft.Key key, Draft.Typed typed, List<Draft.NewFile> files, long sequence, Seen seen, Sending sending) {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,120}/[a-z0-9!#$&^_.+-]{1,120}");
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{1,18}");

    WrittenForm {
        files = List.copyOf(files);
    }

    /** How it is to be sent. */
    record Sending(boolean close, boolean confirmed, LaterForm later) {}

    /** Reads the form, and packs its files. */
    static WrittenForm of(Visit visit, Draft.Kind kind) {
        Ask ask = visit.ask();
        return new WrittenForm(
                key(visit, kind),
                new Draft.Typed(unixLines(ask.field("text")), ask.field("cc")),
                files(visit),
                number(ask.field("sequence")).orElse(0L),
                seen(ask),
                sending(ask.field("then"), ask.field("confirmed"), LaterForm.of(ask)));
    }

    /** The button that confirms says in one value what it confirms. */
    static Sending sending(String then, String confirmed, LaterForm later) {
        return new Sending(
                then.equals("close") || confirmed.equals("close") || (later.isWanted() && later.close()),
                confirmed.equals("yes") || confirmed.equals("close"),
                later);
    }

    /** Whose draft on which ticket a visit is about. */
    static Draft.Key key(Visit visit, Draft.Kind kind) {
        return new Draft.Key(visit.agent().id(), visit.theTicket().id(), kind);
    }

    /** The files of a form, packed. */
    static List<Draft.NewFile> files(Visit visit) {
        return visit.ask().uploads("files").stream().map(WrittenForm::packed).toList();
    }

    /** How much of the ticket the page showed that a form comes from. */
    static Seen seen(Ask ask) {
        return seenUpTo(ask.field("latest"));
    }

    /** The same, as {@link #shown} wrote it; the line may be missing, and it is unknown where the article is. */
    static Seen seenUpTo(String latest) {
        String[] ids = latest.split("-", 2);
        Optional<Long> line = ids.length < 2 ? Optional.empty() : number(ids[1]);
        return number(ids[0])
                .<Seen>map(id -> new Seen.UpTo(new ArticleId(id), line))
                .orElseGet(Seen.Unknown::new);
    }

    /** How a page tells up to where it shows a ticket: the ids of its last article and of the last line of its history. */
    static String shown(long article, long line) {
        return article + "-" + line;
    }

    /** A positive number, if it is one. */
    static Optional<Long> number(String text) {
        return Optional.of(text)
                .filter(digits -> LONG_NUMBER.matcher(digits).matches())
                .map(Long::valueOf);
    }

    /** The words without the blank lines around them. */
    String words() {
        return typed.text().strip();
    }

    /** Browsers send lines that end in CR LF (HTML, form submission). */
    static String unixLines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static Draft.NewFile packed(Upload upload) {
        return new Draft.NewFile(bareName(upload.name()), mediaType(upload.type()), PackedMail.of(upload.content()));
    }

    /** Some browsers send the whole path. */
    private static String bareName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static String mediaType(String label) {
        String bare = label.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(bare).matches() ? bare : "application/octet-stream";
    }
}
