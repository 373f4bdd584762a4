package org.postroom.outbound.smtp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a mail's content as DATA wants it (RFC 5321 section 4.5.2): lines end in CRLF, and in nothing else, and no line is
 * a single dot. So what the mail holds can never end it, whatever the server takes for a line end (CVE-2023-51764).
 */
final class DotStuffing extends OutputStream {
    private static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;
    private boolean lineStart = true;
    private boolean afterCr;

    DotStuffing(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int written = offset;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            boolean strayCr = afterCr && b != '\n';
            boolean strayLf = b == '\n' && !afterCr;
            boolean dot = b == '.' && (lineStart || strayCr);
            if (strayCr || strayLf || dot) {
                out.write(bytes, written, i - written);
                written = i;
                repair(strayCr, strayLf, dot);
            }
            afterCr = b == '\r';
            lineStart = b == '\n';
        }
        out.write(bytes, written, offset + length - written);
    }

    private void repair(boolean strayCr, boolean strayLf, boolean dot) throws IOException {
        if (strayCr) {
            out.write('\n');
        }
        if (strayLf) {
            out.write('\r');
        }
        if (dot) {
            out.write('.');
        }
    }

    /** Ends the last line, if it is not ended yet. */
    void endLine() throws IOException {
        if (afterCr) {
            out.write('\n');
        } else if (!lineStart) {
            out.write(CRLF);
        }
        afterCr = false;
        lineStart = true;
    }
}
