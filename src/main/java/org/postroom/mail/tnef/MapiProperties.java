package org.postroom.mail.tnef;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * MAPI properties as TNEF holds them ([MS-OXTNEF] section 2.1.3.4): by their ids, the first value of each. Properties that have
 * names instead of ids of their own are passed over.
 */
final class MapiProperties {
    static final int SUBJECT = 0x0037;
    static final int SENDER_NAME = 0x0C1A;
    static final int SENDER_ADDRESS = 0x0C1F;
    static final int SENDER_SMTP_ADDRESS = 0x5D01;
    static final int BODY = 0x1000;
    static final int RTF_COMPRESSED = 0x1009;
    static final int BODY_HTML = 0x1013;
    static final int DISPLAY_NAME = 0x3001;
    static final int ATTACH_DATA = 0x3701;
    static final int ATTACH_FILENAME = 0x3704;
    static final int ATTACH_LONG_FILENAME = 0x3707;
    static final int ATTACH_MIME_TAG = 0x370E;
    static final int ATTACH_CONTENT_ID = 0x3712;
    static final int INTERNET_CODE_PAGE = 0x3FDE;

    private static final int NAMED = 0x8000;
    private static final int SEVERAL = 0x1000;
    private static final int MOST = 10_000;
    private static final int STRING8 = 0x001E;
    private static final int UNICODE = 0x001F;
    private static final int OBJECT = 0x000D;
    private static final int BINARY = 0x0102;

    private static final class Value {
        private final int type;
        private final byte[] bytes;

        private Value(int type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }
    }

    private final Map<Integer, Value> values = new HashMap<>();

    /** Takes what can be read of them; what is broken behind it is left out. */
    void read(LittleEndian in) {
        try {
            int count = Math.min(in.i32(), MOST);
            for (int i = 0; i < count && in.left() > 0; i++) {
                property(in);
            }
        } catch (MalformedTnef _) {
            // what came before it is kept
        }
    }

    private void property(LittleEndian in) throws MalformedTnef {
        int type = in.u16();
        int id = in.u16();
        if (id >= NAMED) {
            skipName(in);
        }
        int plain = type & ~SEVERAL;
        boolean variable = plain == STRING8 || plain == UNICODE || plain == OBJECT || plain == BINARY;
        int count = variable || plain != type ? in.i32() : 1;
        for (int i = 0; i < count; i++) {
            byte[] bytes = variable ? padded(in) : in.bytes(width(plain));
            if (i == 0 && id < NAMED) {
                values.putIfAbsent(id, new Value(plain, bytes));
            }
        }
    }

    private static void skipName(LittleEndian in) throws MalformedTnef {
        in.bytes(16);
        if (in.i32() == 0) {
            in.i32();
        } else {
            padded(in);
        }
    }

    private static byte[] padded(LittleEndian in) throws MalformedTnef {
        byte[] bytes = in.bytes(in.length());
        in.skip(-bytes.length & 3);
        return bytes;
    }

    /** Bytes of a value of fixed size, padded to four. */
    private static int width(int type) throws MalformedTnef {
        return switch (type) {
            case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B -> 4;
            case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040 -> 8;
            case 0x0048 -> 16;
            default -> throw new MalformedTnef("A property has an unknown type");
        };
    }

    Optional<byte[]> bytes(int id) {
        return Optional.ofNullable(values.get(id)).map(value -> value.bytes);
    }

    /** Whether the value is an object: a GUID, then a message or document within this one. */
    boolean object(int id) {
        return Optional.ofNullable(values.get(id))
                .filter(value -> value.type == OBJECT)
                .isPresent();
    }

    int number(int id, int otherwise) {
        return bytes(id)
                .filter(bytes -> bytes.length == 4)
                .map(bytes -> (bytes[0] & 0xFF) | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16 | bytes[3] << 24)
                .orElse(otherwise);
    }

    /** A value of words, without the NUL at its end. */
    Optional<String> text(int id, CodePages pages, int codePage) {
        return Optional.ofNullable(values.get(id))
                .map(value -> value.type == UNICODE
                        ? new String(value.bytes, StandardCharsets.UTF_16LE)
                        : pages.decode(withoutEnd(value.bytes), codePage))
                .map(text -> text.replace("\0", ""))
                .filter(text -> !text.isBlank());
    }

    static byte[] withoutEnd(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }
}
