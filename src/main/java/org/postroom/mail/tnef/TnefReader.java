package org.postroom.mail.tnef;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;

/**
 * Unpacks TNEF ([MS-OXTNEF] section 2.1). Checksums are not looked at: what is wrong with a file is better seen by whoever
 * opens it. For one TNEF; messages within it have readers of their own.
 */
public final class TnefReader {
    private static final int SIGNATURE = 0x223E9F78;
    private static final int MOST_RTF = 4_000_000;
    private static final int DEEPEST = 5;

    private static final int SUBJECT = 0x8004;
    private static final int BODY = 0x800C;
    private static final int ATTACH_DATA = 0x800F;
    private static final int ATTACH_TITLE = 0x8010;
    private static final int ATTACH_RENDERING = 0x9002;
    private static final int MAPI_PROPERTIES = 0x9003;
    private static final int ATTACHMENT = 0x9005;
    private static final int OEM_CODE_PAGE = 0x9007;

    private final CodePages pages;
    private final int most;
    private final int depth;
    private final MapiProperties properties = new MapiProperties();
    private final List<TnefFile> files = new ArrayList<>();
    private int codePage = 1252;
    private byte[] subject = {};
    private byte[] body = {};

    private TnefReader(CodePages pages, int most, int depth) {
        this.pages = pages;
        this.most = most;
        this.depth = depth;
    }

    /**
     * What is in it; empty when the bytes are no TNEF at all, or hold nothing that can be read.
     *
     * @param most attachments that are taken out
     */
    public static Optional<TnefMessage> read(Bytes tnef, CodePages pages, int most) {
        return read(tnef.toArray(), pages, most, 0);
    }

    private static Optional<TnefMessage> read(byte[] tnef, CodePages pages, int most, int depth) {
        LittleEndian in = new LittleEndian(tnef);
        try {
            if (in.i32() != SIGNATURE) {
                return Optional.empty();
            }
            in.u16();
        } catch (MalformedTnef _) {
            return Optional.empty();
        }
        TnefReader reader = new TnefReader(pages, most, depth);
        TnefMessage message = reader.message(reader.attributes(in));
        boolean nothing = message.attachments().isEmpty()
                && message.text().isEmpty()
                && message.html().isEmpty();
        return nothing ? Optional.empty() : Optional.of(message);
    }

    /** Whether all of them could be read. */
    private boolean attributes(LittleEndian in) {
        try {
            while (in.left() > 0) {
                in.u8();
                int attribute = in.u16();
                in.u16();
                attribute(attribute, in.part(in.length()));
                in.skip(2);
            }
            return true;
        } catch (MalformedTnef _) {
            return false;
        }
    }

    private void attribute(int attribute, LittleEndian value) throws MalformedTnef {
        switch (attribute) {
            case SUBJECT -> subject = value.bytes(value.left());
            case BODY -> body = value.bytes(value.left());
            case OEM_CODE_PAGE -> codePage = value.left() >= 4 ? value.i32() : codePage;
            case MAPI_PROPERTIES -> properties.read(value);
            case ATTACH_RENDERING -> begin();
            case ATTACH_TITLE -> file().title(value.bytes(value.left()));
            case ATTACH_DATA -> file().data(value.bytes(value.left()));
            case ATTACHMENT -> file().properties().read(value);
            default -> {}
        }
    }

    /** One more than is taken out may be begun: all that are too many are that one. */
    private void begin() {
        if (files.size() <= most) {
            files.add(new TnefFile());
        }
    }

    private TnefFile file() {
        if (files.isEmpty()) {
            files.add(new TnefFile());
        }
        return files.getLast();
    }

    private TnefMessage message(boolean whole) {
        String title = words(MapiProperties.SUBJECT, subject);
        String from = properties
                .text(MapiProperties.SENDER_SMTP_ADDRESS, pages, codePage)
                .or(() -> properties.text(MapiProperties.SENDER_ADDRESS, pages, codePage))
                .filter(address -> address.contains("@"))
                .or(() -> properties.text(MapiProperties.SENDER_NAME, pages, codePage))
                .orElse("");
        RtfText rtf = properties
                .bytes(MapiProperties.RTF_COMPRESSED)
                .map(packed -> RtfText.of(CompressedRtf.unpack(packed, MOST_RTF), pages))
                .orElse(RtfText.NONE);
        String text = words(MapiProperties.BODY, body);
        return new TnefMessage(
                title,
                from,
                text.isEmpty() && !rtf.html() ? rtf.words() : text,
                html().or(() -> Optional.of(rtf).filter(RtfText::html).map(RtfText::words)),
                attachments(),
                whole);
    }

    private String words(int property, byte[] attribute) {
        return properties
                .text(property, pages, codePage)
                .orElseGet(() -> pages.decode(MapiProperties.withoutEnd(attribute), codePage))
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    private Optional<String> html() {
        int page = properties.number(MapiProperties.INTERNET_CODE_PAGE, codePage);
        return properties.text(MapiProperties.BODY_HTML, pages, page);
    }

    private List<Attachment> attachments() {
        List<Attachment> attachments = new ArrayList<>();
        for (TnefFile file : files) {
            Optional<TnefMessage> within = file.message()
                    .filter(_ -> depth < DEEPEST)
                    .flatMap(inner -> read(inner, pages, most - attachments.size() - 1, depth + 1));
            within.map(message -> InnerMail.of(message, file.name(pages, codePage)))
                    .or(() -> file.attachment(pages, codePage))
                    .ifPresent(attachments::add);
            within.ifPresent(message -> attachments.addAll(message.attachments()));
            if (attachments.size() >= most) {
                break;
            }
        }
        return attachments.subList(0, Math.clamp(most, 0, attachments.size()));
    }
}
