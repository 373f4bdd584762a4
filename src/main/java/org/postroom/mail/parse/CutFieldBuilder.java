package org.postroom.mail.parse;

import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/** Puts the lines of a header field together, but no more of them than are kept: Mime4J's own keeps, or refuses, all. */
final class CutFieldBuilder extends DefaultFieldBuilder {
    private final int most;

    /** @param most bytes of a field; one byte more is kept, which shows that it was longer */
    CutFieldBuilder(int most) {
        super(-1);
        this.most = most;
    }

    @Override
    public void append(ByteArrayBuffer line) throws MaxHeaderLengthLimitException {
        int room = most + 1 - getRaw().length();
        if (room > 0) {
            super.append(line.length() <= room ? line : new ByteArrayBuffer(line.buffer(), room, true));
        }
    }
}
