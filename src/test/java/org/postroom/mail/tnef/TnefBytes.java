package org.postroom.mail.tnef;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes TNEF ([MS-OXTNEF]) for tests, as Outlook would. */
public final class TnefBytes {
    private static final byte[] MESSAGE_IN_MESSAGE = {
        0x07, 0x03, 0x02, 0, 0, 0, 0, 0, (byte) 0xC0, 0, 0, 0, 0, 0, 0, 0x46
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins a TNEF of code page 1252. */
    public TnefBytes() {
        i32(out, 0x223E9F78);
        i16(out, 1);
        attribute(1, 0x9007, i32(1252));
    }

    /** An attribute of the message (level 1) or of an attachment (level 2). */
    public TnefBytes attribute(int level, int id, byte[] value) {
        out.write(level);
        i16(out, id);
        i16(out, 6);
        i32(out, value.length);
        out.writeBytes(value);
        int sum = 0;
        for (byte b : value) {
            sum += b & 0xFF;
        }
        i16(out, sum);
        return this;
    }

    /** The MAPI properties of the message. */
    public TnefBytes message(byte[]... properties) {
        return attribute(1, 0x9003, all(properties));
    }

    /** An attachment with a short name, its bytes and MAPI properties. */
    public TnefBytes file(String shortName, byte[] content, byte[]... properties) {
        return attribute(2, 0x9002, new byte[14])
                .attribute(2, 0x8010, (shortName + "\0").getBytes(StandardCharsets.ISO_8859_1))
                .attribute(2, 0x800F, content)
                .attribute(2, 0x9005, all(properties));
    }

    /** An attachment that is a message itself. */
    public TnefBytes message(TnefBytes inner, byte[]... properties) {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.writeBytes(MESSAGE_IN_MESSAGE);
        object.writeBytes(inner.bytes());
        byte[][] all = new byte[properties.length + 1][];
        System.arraycopy(properties, 0, all, 1, properties.length);
        all[0] = variable(0x000D, 0x3701, object.toByteArray());
        return attribute(2, 0x9002, new byte[14]).attribute(2, 0x9005, all(all));
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /** A property in UTF-16. */
    public static byte[] unicode(int id, String text) {
        return variable(0x001F, id, (text + "\0").getBytes(StandardCharsets.UTF_16LE));
    }

    /** A property of bytes. */
    public static byte[] binary(int id, byte[] value) {
        return variable(0x0102, id, value);
    }

    /** A number of 32 bits as a property. */
    public static byte[] number(int id, int value) {
        ByteArrayOutputStream property = new ByteArrayOutputStream();
        i16(property, 0x0003);
        i16(property, id);
        i32(property, value);
        return property.toByteArray();
    }

    /** A property that has a name instead of an id of its own. */
    public static byte[] named(String name, String text) {
        ByteArrayOutputStream property = new ByteArrayOutputStream();
        i16(property, 0x001F);
        i16(property, 0x8001);
        property.writeBytes(new byte[16]);
        i32(property, 1);
        padded(property, (name + "\0").getBytes(StandardCharsets.UTF_16LE));
        i32(property, 1);
        padded(property, (text + "\0").getBytes(StandardCharsets.UTF_16LE));
        return property.toByteArray();
    }

    /** RTF as [MS-OXRTFCP] stores it without compressing it. */
    public static byte[] storedRtf(String rtf) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        i32(packed, rtf.length() + 12);
        i32(packed, rtf.length());
        i32(packed, 0x414C454D);
        i32(packed, 0);
        packed.writeBytes(rtf.getBytes(StandardCharsets.ISO_8859_1));
        return packed.toByteArray();
    }

    private static byte[] variable(int type, int id, byte[] value) {
        ByteArrayOutputStream property = new ByteArrayOutputStream();
        i16(property, type);
        i16(property, id);
        i32(property, 1);
        padded(property, value);
        return property.toByteArray();
    }

    private static void padded(ByteArrayOutputStream to, byte[] value) {
        i32(to, value.length);
        to.writeBytes(value);
        to.writeBytes(new byte[-value.length & 3]);
    }

    private static byte[] all(byte[]... properties) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        i32(all, properties.length);
        for (byte[] property : properties) {
            all.writeBytes(property);
        }
        return all.toByteArray();
    }

    private static byte[] i32(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        i32(bytes, value);
        return bytes.toByteArray();
    }

    private static void i32(ByteArrayOutputStream to, int value) {
        i16(to, value);
        i16(to, value >> 16);
    }

    private static void i16(ByteArrayOutputStream to, int value) {
        to.write(value);
        to.write(value >> 8);
    }
}
