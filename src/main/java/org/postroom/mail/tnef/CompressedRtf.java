package org.postroom.mail.tnef;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Unpacks RTF that is compressed by [MS-OXRTFCP]; what is broken behind a good beginning is left out. */
final class CompressedRtf {
    private static final int HEADER = 16;
    private static final int COMPRESSED = 0x75465A4C;
    private static final int PLAIN = 0x414C454D;
    private static final int WINDOW = 4096;
    /** Section 2.1.2.1: what every window begins with. */
    private static final byte[] BEGINNING =
            ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor"
                            + " MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par"
                            + " \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
                    .getBytes(StandardCharsets.US_ASCII);

    private final byte[] window = Arrays.copyOf(BEGINNING, WINDOW);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int most;
    private int writeAt = BEGINNING.length;

    private CompressedRtf(int most) {
        this.most = most;
    }

    /** The RTF, at most so many bytes; nothing when the form is unknown. */
    static byte[] unpack(byte[] packed, int most) {
        CompressedRtf unpacked = new CompressedRtf(most);
        try {
            LittleEndian in = new LittleEndian(packed);
            in.i32();
            int rawSize = in.i32();
            int form = in.i32();
            in.i32();
            if (form == PLAIN) {
                return in.bytes(Math.min(Math.min(rawSize, in.left()), most));
            }
            if (form == COMPRESSED && packed.length > HEADER) {
                unpacked.runs(in);
            }
        } catch (MalformedTnef _) {
            // what came before it is kept
        }
        return unpacked.out.toByteArray();
    }

    private void runs(LittleEndian in) throws MalformedTnef {
        boolean more = true;
        while (more && in.left() > 0 && out.size() < most) {
            int control = in.u8();
            for (int bit = 0; bit < 8 && more && in.left() > 0; bit++) {
                if ((control >> bit & 1) == 0) {
                    put(in.u8());
                } else {
                    more = reference(in);
                }
            }
        }
    }

    /** Copies from the window; false at the end, which is a reference to the place that is written next. */
    private boolean reference(LittleEndian in) throws MalformedTnef {
        int written = in.u8() << 8 | in.u8();
        int from = written >> 4;
        if (from == writeAt) {
            return false;
        }
        int length = (written & 0xF) + 2;
        for (int i = 0; i < length; i++) {
            put(window[(from + i) % WINDOW]);
        }
        return true;
    }

    private void put(int value) {
        out.write(value);
        window[writeAt] = (byte) value;
        writeAt = (writeAt + 1) % WINDOW;
    }
}
