package org.postroom.schedule;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;

/** Ends long work early once nobody waits for it any more: its loops ask in each turn, its input when it is read. */
public final class Patience {
    private Patience() {}

    /** The work was given up: its thread was interrupted. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ended() {
            super("Given up");
        }
    }

    /** Goes on, unless the work of this thread was given up. Costs next to nothing. */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Ended();
        }
    }

    /** A stream that checks whenever it is read: for libraries that know nothing of this. */
    public static InputStream checked(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                check();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                check();
                return super.read(bytes, from, length);
            }
        };
    }

    /** The text to read from, which checks likewise. */
    public static StringReader checked(String text) {
        return new StringReader(text) {
            @Override
            public int read() throws IOException {
                check();
                return super.read();
            }

            @Override
            public int read(char[] characters, int from, int length) throws IOException {
                check();
                return super.read(characters, from, length);
            }
        };
    }
}
