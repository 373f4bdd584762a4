package org.postroom.mail.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells a mail's body from its attachments, as JMAP does (RFC 8621 section 4.1.4), except that pictures always count as
 * attachments and that an empty text gives way to the HTML beside it. For one mail.
 */
final class BodyParts {
    /** Kinds of text that people write and read, beside plain text and HTML. */
    private static final Set<String> OTHER_WORDS =
            Set.of("text/enriched", "text/richtext", "text/markdown", "text/x-markdown", "text/x-web-markdown");

    private static final int LONGEST_BLANK = 1_000;

    private final List<Entity> text = new ArrayList<>();
    private final List<Entity> html = new ArrayList<>();
    private final List<Entity> attachments = new ArrayList<>();

    private BodyParts() {}

    static BodyParts of(Entity mail) {
        BodyParts parts = new BodyParts();
        parts.sort(List.of(mail), "mixed", new Wanted(true, true), false);
        parts.takeOtherWords();
        return parts;
    }

    /** Where there is neither plain text nor HTML, the first text of another kind that people can read is the body. */
    private void takeOtherWords() {
        if (text.isEmpty() && html.isEmpty()) {
            attachments.stream().filter(BodyParts::otherWords).findFirst().ifPresent(words -> {
                text.add(words);
                attachments.remove(words);
            });
        }
    }

    private static boolean otherWords(Entity part) {
        PartHeader header = part.header();
        return OTHER_WORDS.contains(header.mediaType())
                && header.name().isEmpty()
                && !header.disposition().value().equals("attachment");
    }

    /** What people read when they read text, in order. Contains HTML parts where there is no other text. */
    List<Entity> text() {
        return text;
    }

    /** What people read when they read HTML, in order. Contains plain parts where there is no other HTML. */
    List<Entity> html() {
        return html;
    }

    List<Entity> attachments() {
        return attachments;
    }

    /** For which of the two bodies a part may be used: within an alternative, a text is for one of them only. */
    private record Wanted(boolean text, boolean html) {
        Wanted within(String mediaType, boolean inAlternative) {
            return inAlternative
                    ? new Wanted(text && !mediaType.equals("text/html"), html && !mediaType.equals("text/plain"))
                    : this;
        }
    }

    private void sort(List<Entity> parts, String multipart, Wanted wanted, boolean inAlternative) {
        int textsBefore = text.size();
        int htmlsBefore = html.size();
        int root = multipart.equals("related") ? root(parts) : 0;
        Wanted still = wanted;
        for (int i = 0; i < parts.size(); i++) {
            Entity part = parts.get(i);
            String type = part.header().mediaType();
            if (part.composite()) {
                String inner = part.header().getSubType();
                sort(part.parts(), inner, still, inAlternative || inner.equals("alternative"));
            } else if (!readable(part, i == root, multipart)) {
                attachments.add(part);
            } else if (multipart.equals("alternative")) {
                (type.equals("text/html") ? html : text).add(part);
            } else {
                still = still.within(type, inAlternative);
                add(part, still);
            }
        }
        if (multipart.equals("alternative")) {
            fillGaps(textsBefore, htmlsBefore, wanted);
        }
    }

    private void add(Entity part, Wanted wanted) {
        if (wanted.text()) {
            text.add(part);
        }
        if (wanted.html()) {
            html.add(part);
        }
    }

    /** Of a multipart/related, only the root is body (RFC 2387); some programs put it behind its pictures. */
    private static int root(List<Entity> parts) {
        for (int i = 0; i < parts.size(); i++) {
            PartHeader header = parts.get(i).header();
            if (parts.get(i).composite() || header.getMediaType().equals("text")) {
                return i;
            }
        }
        return 0;
    }

    private static boolean readable(Entity part, boolean first, String multipart) {
        String type = part.header().mediaType();
        boolean words = type.equals("text/plain") || type.equals("text/html");
        boolean attached = part.header().disposition().value().equals("attachment");
        return words
                && !attached
                && (first
                        || !multipart.equals("related") && part.header().name().isEmpty());
    }

    /** An alternative that offers one form only, or an empty text, offers it for both bodies. */
    private void fillGaps(int textsBefore, int htmlsBefore, Wanted wanted) {
        List<Entity> texts = List.copyOf(text.subList(textsBefore, text.size()));
        List<Entity> htmls = List.copyOf(html.subList(htmlsBefore, html.size()));
        if (wanted.text() && !htmls.isEmpty() && texts.stream().allMatch(BodyParts::blank)) {
            text.subList(textsBefore, text.size()).clear();
            text.addAll(htmls);
        }
        if (wanted.html() && htmls.isEmpty()) {
            html.addAll(texts);
        }
    }

    /** Nothing to see: blanks of all kinds too, which some programs write in place of a text. */
    private static boolean blank(Entity part) {
        return part.content().size() <= LONGEST_BLANK
                && PartText.decoded(part, part.content().toArray()).chars().allMatch(BodyParts::unseen);
    }

    private static boolean unseen(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
